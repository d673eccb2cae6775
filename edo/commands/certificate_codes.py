"""The square code of a certificate, signed by the workplace that prints it."""

from edo.certification import GIVING
from edo.domain.course import Course
from edo.domain.organisation import Person
from edo.domain.rights import ANYWHERE
from edo.errors import Reason, Refusal
from edo.queries import certificates, directory
from edo.share import certificate
from edo.workplace import Workplace


def code(workplace: Workplace, *, session: str, person: str, language: str = "ru") -> str:
    """Return the code that tells of a person's certificate, and can be verified by anybody.

    Args:
        workplace: who signs.
        session, person: ids.
        language: in which the name and the title stand.

    Raises:
        Refusal: there is no such training, the person holds no certificate of it with a number, one
            may not give certificates, or the name is too long for a code.
    """
    identity = workplace.identity
    if not any(workplace.roster.can(identity.person, right, ANYWHERE) for right in GIVING):
        raise Refusal(Reason.NOT_ALLOWED)
    held = workplace.read(certificates.session, id=session)
    given = held.certificate(person)
    if given is None:
        raise Refusal(Reason.NOT_PASSED)
    named = workplace.read(directory.entries, subjects=(person, held.course))
    course = named.get(held.course)
    if not isinstance(course, Course):
        raise Refusal(Reason.UNKNOWN_COURSE, value=held.course)
    edition = course.taught(held.ends)
    said = certificate.Certificate(
        v=certificate.KIND.version,
        org=identity.org,
        dev=workplace.device,
        auth=workplace.authority[0],
        person=_name(named.get(person), person, language)[: certificate.NAME_LIMIT],
        course=course.title(language)[: certificate.TITLE_LIMIT],
        edition=edition.on,
        passed=held.ends,
        until=edition.expires(held.ends),
        number=given.number,
        session=session,
        document=given.document,
    )
    try:
        return certificate.seal(said, workplace.key)
    except ValueError as error:
        raise Refusal(Reason.TOO_LONG, field="person", limit=certificate.LONGEST) from error


def _name(state: object, id: str, language: str) -> str:
    if not isinstance(state, Person):
        return id
    ru, kk = state.name_ru, state.name_kk
    return (kk or ru) if language == "kk" else (ru or kk)
