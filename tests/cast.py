"""The people of the pictures, and where each of them stands. Each state has a person of its own."""

PROGRAMME, CAMPAIGN, NEWCOMERS, BRIEFLY = "strong-2570", "gift-2570", "newcomers-2570", "short-2570"
HALF_WAY = "S0101"  # at the last lesson
ASKED = "S0102"  # in the midst of the pre-test
PRINTED = "S0103"  # holds the pre-test on paper
LEARNT = "S0104"  # about to sign the pledge
EXPIRED = "S0105"  # their certificate has expired
PLAIN = "S0106"  # has finished, and does without emblem and badges
PLAINLY = "S0107"  # is half way, and does without
DECIDES, DECIDED = "S0108", "S0109"  # before a decision, and after it
FINISHED = "S0110"  # has finished just now, and has not looked
INVITED = "S0111"  # has a link to choose a password by
NEW = "N2570"  # came last week, with a programme of newcomers beside the year's
# In a campaign of one topic: about to hand in its pre-test, before its post-test, at its result, and done with it.
ANSWERED, READ, MARKED, DONE = CAMPAIGNERS = ("C2571", "C2572", "C2573", "C2574")
SIGN_IN = (HALF_WAY, ASKED, PRINTED, LEARNT, PLAIN, PLAINLY, DECIDES, DECIDED, FINISHED, NEW, *CAMPAIGNERS)
CAST = (*SIGN_IN, EXPIRED, INVITED)
# Where each stands: in a programme before a step, or "" at its end. The office's manager has gone the way long ago.
PLACES = {
    HALF_WAY: (PROGRAMME, "lesson:speaking-up"),
    ASKED: (PROGRAMME, "test:pre"),
    PRINTED: (PROGRAMME, "test:pre"),
    LEARNT: (PROGRAMME, "pledge:integrity"),
    PLAIN: (PROGRAMME, ""),
    PLAINLY: (PROGRAMME, "lesson:gifts"),
    DECIDES: (PROGRAMME, "lesson:strong"),
    DECIDED: (PROGRAMME, "lesson:strong"),
    FINISHED: (PROGRAMME, ""),
    "MANAGER": (PROGRAMME, ""),
    NEW: (NEWCOMERS, "lesson:networks"),
    ANSWERED: (CAMPAIGN, "test:pre"),
    READ: (CAMPAIGN, "test:post"),
    MARKED: (CAMPAIGN, "pledge:integrity"),
    DONE: (CAMPAIGN, ""),
}
# What is true of some beside their step: of a test, a decision, what they are still to be told of, and a certificate.
MORE = {
    ASKED: "3 answers",
    PRINTED: "on paper",
    DECIDES: "0 decisions",
    DECIDED: "1 decisions",
    HALF_WAY: "0 news",
    FINISHED: "a certificate",
    EXPIRED: "expired",
}
UNIT = "สำนักงานสาธารณสุขอำเภอสาธิต > กลุ่มงานควบคุมโรค"
