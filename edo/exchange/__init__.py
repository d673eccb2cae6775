"""The exchange of one workplace with the share: what goes out, what comes in."""
