"""What the organisation has set about itself, kept in the database: plain names and values."""

from core.db import Database, Migrations, value
from core.directory import Person

migrations = Migrations("settings")


@migrations()
def m001_settings(db: Database) -> None:
    db.conn.execute("create table settings (name text primary key, value text not null)")


ORGANISATION_TH = "organisation.th"
ORGANISATION_EN = "organisation.en"
ADDRESS = "address"  # the public address, "https://host"; "" while there is none
OFFICE_ADDRESS = "address.office"  # the office network's, "http://host:port"; "" while there is none
CONTACT = "contact"  # whom to ask who cannot get in, in the office's own words; "" for “the administrator”
COMPLAINTS = "complaints.channel"  # where the organisation takes complaints, "https://…"; "" while it has not said
OUTCOMES_PUBLIC = "outcomes.public"  # "yes": totals are open to everybody
SHARED_MINUTES = "shared.minutes"  # 2 to 30: unused for so long, a sign-in on a shared computer ends; "" means 5
SHARED_USUAL = "shared.usual"  # "yes": the sign-in page takes every computer for a shared one, unless told otherwise
FESTIVE = "festive"  # "no": for nobody the emblem, badges and celebrations; a plain bar says how far they are
GIFTS_PROFILE = "gifts.profile"  # whose gift rules hold here: law, moph or bma; "" means law
DEMO = "demo"  # "yes": the data is made up, and every page says so
CERTIFICATE_WORDS = "certificate.words"  # the digest of the words in force; "" for those that the program brings
CERTIFICATE_LAYOUT = "certificate.layout"  # classic, modern or portrait; "" means classic
CERTIFICATE_EMBLEM = "certificate.emblem"  # the digest of the organisation's own picture; "" for none
CERTIFICATE_LANGUAGES = "certificate.languages"  # th: Thai alone; else Thai and English
SMTP_HOST = "smtp.host"  # the mail server's name; "" while none is set. Its password is no setting: core/mail.py
SMTP_PORT = "smtp.port"
SMTP_SECURITY = "smtp.security"  # starttls, tls or none
SMTP_USER = "smtp.user"  # "" where the server asks for none
SMTP_SENDER = "smtp.sender"  # the address from which letters come


def setting(db: Database, name: str, otherwise: str = "") -> str:
    """A setting's value."""
    found = value(db, "select value from settings where name = :name", {"name": name})
    return otherwise if found is None else str(found)


def festive(db: Database, person: Person) -> bool:
    """Whether somebody sees the emblem, badges and celebrations: the organisation or the person can do without."""
    return person.festive and setting(db, FESTIVE) != "no"


def links_at(db: Database) -> str:
    """The address for what is handed out (slips, posters, reminders): the public one, else the office network's, or ""."""
    return setting(db, ADDRESS) or setting(db, OFFICE_ADDRESS)


def set_to(db: Database, name: str, text: str) -> None:
    """Set one setting."""
    db.conn.execute(
        "insert into settings (name, value) values (:name, :value)"
        " on conflict (name) do update set value = excluded.value",
        {"name": name, "value": text},
    )
