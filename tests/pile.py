"""A pile of articles on several invented events, for tests of stories: three reports of each event."""

from assistant.schema import Article

EVENTS = {
    "ferry": (
        "Ferry runs aground off Oxmere",
        "The ferry Marigold ran aground on the Tern sandbank off Oxmere on Monday with 140 passengers aboard. "
        "Lifeboats from Oxmere and Kelder took all of them ashore before dark, the coastguard said. "
        "Captain Jory Lund told the coastguard that the beacon on the Tern sandbank had been dark for a week.",
        "Passengers rescued from sandbank",
        "All passengers of the ferry Marigold were brought to Oxmere by lifeboats after it struck a sandbank. "
        "The coastguard has asked Captain Lund for his log, and divers will look at the hull of the Marigold. "
        "The beacon that marks the Tern sandbank was to have been mended last week.",
        "Beacon was dark, captain of the Marigold says",
        "Jory Lund, captain of the grounded ferry, blames a dark beacon for the accident on the Tern sandbank. "
        "The harbour board of Oxmere, which keeps the beacon, denies it. The Marigold carried 140 people.",
    ),
    "museum": (
        "Bronze horse stolen from museum in Callan",
        "Thieves took a bronze horse from the museum of Callan in the night to Tuesday, curator Ilse Korn said. "
        "The horse, cast for a duke, is insured for 2 million crowns. The alarm of the museum did not ring.",
        "Museum alarm was switched off",
        "The alarm of the museum in Callan had been switched off for repairs when the bronze horse was stolen. "
        "Curator Ilse Korn told reporters that the insurer was not informed. The thieves came over the roof.",
        "Police seek van after theft of bronze horse",
        "Police in Callan look for a white van that stood near the museum on the night of the theft. "
        "The bronze horse weighs 90 kilograms and cannot be carried by one person, the curator said.",
    ),
    "vote": (
        "Vell council rejects toll road",
        "The council of Vell voted against the toll road to Astin on Wednesday, by 21 votes to 18. "
        "Mayor Bram Oster had fought for the road for years. Farmers with tractors cheered outside the hall.",
        "Tractors cheer as toll road falls",
        "Farmers drove 60 tractors to the council of Vell and cheered when the toll road to Astin was rejected. "
        "Mayor Oster called the vote a mistake that the town would pay for.",
        "Oster loses vote on road to Astin",
        "Bram Oster, mayor of Vell, lost the vote on the toll road that was to join the town with Astin. "
        "Three members of his own party voted with the farmers.",
    ),
}
DAYS = ("2025-03-03", "2025-03-04", "2025-03-05")
OUTLETS = ("Echo", "Post", "Ledger")


def pile(dated: bool = True) -> list[Article]:
    """Nine articles on three events; the id begins with the event."""
    return [
        Article(
            f"{event}-{n}",
            f"{event}-{n}.txt",
            texts[2 * n],
            OUTLETS[n],
            DAYS[n] if dated else "",
            "",
            texts[2 * n + 1],
        )
        for event, texts in EVENTS.items()
        for n in range(3)
    ]


LONE = Article(
    "fair-0",
    "fair-0.txt",
    "Cheese fair draws crowds",
    "Echo",
    "2025-03-04",
    "",
    "A hundred dairies showed their wheels at the cheese fair in Hestmark. A smoked curd won the golden spoon.",
)
