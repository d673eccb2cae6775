"""Looking a share over: everything is read, nothing is written.

What lies there is compared with what one workplace knows. A difference is repairable where that
workplace holds the true bytes, damage where nobody here does, and tampering where an object looks
like a signed one and is not: then somebody made it so.
"""
