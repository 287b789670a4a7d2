"""People: in which role they appear and for whom they work; table rows are sentences of our own."""

from __future__ import annotations

import pytest

from test_statements import document
from whence.analyse import analyse
from whence.extract.statements import statements
from whence.extract.studies import studies


def assert_employer(text: str, speaker: str, employer: str | None) -> None:
    """The last statement of a text is that of a speaker who works for an employer."""
    analysis = analyse(document(text))
    said = statements(analysis, studies(analysis))[-1].speaker
    assert (said.name, said.affiliation) == (speaker, employer)


BESIDE = [
    ("Ines Moreau, who founded Tidemark", "Tidemark"),
    ("Ines Moreau, who chairs the Alder parents' council", "Alder parents' council"),
    ("Ines Moreau, who teaches biology at the university in Alder", "university in Alder"),
    ("Ines Moreau, founder of the online-only label Tidemark", "Tidemark"),
    ("Ines Moreau, founder and chief executive of Tidemark", "Tidemark"),
    ("Ines Moreau, the founder of Tidemark Foods", "Tidemark Foods"),
    ("Tidemark founder Ines Moreau", "Tidemark"),
    ("Tidemark co-founder and chief executive Ines Moreau", "Tidemark"),
    ("Ines Moreau of the Ministry of Tides", "Ministry of Tides"),
    ("Ines Moreau, a demographer at Alder State University", "Alder State University"),
    ("Ines Moreau, Director of Consumers and Markets at Tidemark", "Tidemark"),
    ("Greens senator Ines Moreau", "Greens"),
    ("Ines Moreau, MP for Tyne South", None),
    ("Ines Moreau, the Liberal Democrat transport spokeswoman", "Liberal Democrat"),
    ("Ines Moreau, a spokeswoman for the federation", None),
    ("Ines Moreau, who has maintained the image library Gullkit for nine years", "Gullkit"),
    ("Ines Moreau, head teacher at Oak Lane Primary School", "Oak Lane Primary School"),
    ("Ines Moreau, headteacher of Oak Lane Primary", "Oak Lane Primary"),
    ("Acme's Ines Moreau", "Acme"),
    ("Ines Moreau, Acme's vice-president of research", "Acme"),
    ("Ines Moreau, VP of Marketing, Acme", "Acme"),
    ("Ines Moreau, senior fellow with the Gull Institute", "Gull Institute"),
    ("Ines Moreau, professor emerita of economics at Calder University", "Calder University"),
    ("Ines Moreau, Ph.D., a professor of biology and director of the Tern Lab at Calder University", "Tern Lab"),
    ("Ines Moreau, an economist with the consulting firm Quay Economics in Leeds", "Quay Economics"),
    ("Ines Moreau, who works for the Port Council", "Port Council"),
    ("Ines Moreau, who was hired by Tidemark last year", "Tidemark"),
    ("Ines Moreau, now the chief executive of Tidemark", "Tidemark"),
    ("Ines Moreau, now at Tidemark", "Tidemark"),
    ("Ines Moreau, who runs her own bakery in Leeds", None),
    ("Ines Moreau, a nurse in Leeds", None),
    ("Ines Moreau, a nurse at Leeds General Infirmary", "Leeds General Infirmary"),
    ("Sgt. Ines Moreau of the Leeds Police Department", "Leeds Police Department"),
    ("Leeds police chief Ines Moreau", "Leeds police"),
    ("state Sen. Ines Moreau, D-Fresno", None),
    ("Ines Moreau, a Republican from Ohio", None),
    ("the company's chief executive, Ines Moreau", None),
    ("Ines Moreau, president and CEO, Tidemark", "Tidemark"),
    ("Ines Moreau at Tidemark", "Tidemark"),
    ("the Port Council's director, Ines Moreau", "Port Council"),
    ("Ines Moreau (Port Council)", "Port Council"),
    ("Ines Moreau, a partner in the London office of Tidemark", "Tidemark"),
    ("Ines Moreau, a partner at the law firm Brock & Lisle", "Brock & Lisle"),
    ("Ines Moreau, a doctoral candidate at Calder University", "Calder University"),
    ("Ines Moreau, a researcher in the department of economics at Calder University", "Calder University"),
    ("Ines Moreau, a researcher at Calder University's Institute of Tides", "Calder University's Institute of Tides"),
    ("Ines Moreau, deputy governor of the Bank of England", "Bank of England"),
    ("Bank of England deputy governor Ines Moreau", "Bank of England"),
    ("Ines Moreau, general secretary of the Union of Tide Workers", "Union of Tide Workers"),
    ("Ines Moreau, campaigns manager at the charity Gull Aid", "Gull Aid"),
    ("Ines Moreau, from the campaign group Gulls First", "Gulls First"),
    ("Ines Moreau, of campaigners Gulls First", "Gulls First"),
    ("Ines Moreau, an analyst for the brokerage Tidemark who covers ports", "Tidemark"),
    ("Ines Moreau, who covers ports for Tidemark", "Tidemark"),
    ("Ines Moreau, who represents dock workers at the Port Union", "Port Union"),
    ("Ines Moreau, who sits on the Port Council", "Port Council"),
    ("Ines Moreau, a member of the Port Council", "Port Council"),
    ("Ines Moreau, a member of the council's planning committee", "council"),
    ("Professor Ines Moreau of the University of Alder, who led the study", "University of Alder"),
    (
        "Dr. Ines Moreau, a cardiologist at Alder Medical Center who was not involved in the study",
        "Alder Medical Center",
    ),
    ("Ines Moreau, the mayor of Alder", None),
    ("Alder Mayor Ines Moreau", None),
    ("Ohio Gov. Ines Moreau", None),
    ("U.S. Rep. Ines Moreau, a Democrat", None),
    ("Ines Moreau, a 34-year-old nurse", None),
    ("Ines Moreau, 34, a nurse at Alder General Hospital", "Alder General Hospital"),
    ("Ines Moreau, 34, of Alder", None),
    (
        "Ines Moreau, vice president for research and policy at the National Gull Association",
        "National Gull Association",
    ),
    ("Ines Moreau, vice president of the National Gull Association's research arm", "National Gull Association"),
    ("Ines Moreau, chief economist and head of research at the bank Tidemark", "Tidemark"),
    ("Ines Moreau, UK head of retail at Tidemark", "Tidemark"),
    ("Ines Moreau, Tidemark's UK head of retail", "Tidemark"),
    ("Ines Moreau, head of UK retail at consultants Tidemark", "Tidemark"),
    ("Ines Moreau, editor of the Alder Gazette", "Alder Gazette"),
    ('Ines Moreau, author of the book "Gulls of Alder"', None),
    ("Ines Moreau, an independent consultant", None),
    ("Ines Moreau, owner of Harbor Books in Alder", "Harbor Books"),
    ("Ines Moreau, who owns the Harbor Cafe", "Harbor Cafe"),
    ("Ines Moreau, general manager of the Harbor Hotel", "Harbor Hotel"),
    ("Harbor Hotel general manager Ines Moreau", "Harbor Hotel"),
    ("Ines Moreau, a senior research fellow in the Department of Psychology at Calder University", "Calder University"),
    ("Ines Moreau, co-director of Calder University's Tide Center", "Calder University's Tide Center"),
    ("Ines Moreau, one of the researchers behind the study by Calder University", "Calder University"),
    ("Ines Moreau, lead author of the study and a professor at Calder University", "Calder University"),
    ("lead author Ines Moreau of Calder University", "Calder University"),
    (
        "study author Ines Moreau, M.D., an assistant professor at Calder School of Medicine",
        "Calder School of Medicine",
    ),
    ("Ines Moreau, executive director of Gulls Matter, an advocacy group", "Gulls Matter"),
    ("Ines Moreau of Gulls Matter, an advocacy group", "Gulls Matter"),
    ("Ines Moreau with Gulls Matter", "Gulls Matter"),
    ("Ines Moreau, with the advocacy group Gulls Matter", "Gulls Matter"),
    ("Ines Moreau, a realtor with Harbor Homes", "Harbor Homes"),
    ("Ines Moreau, a lawyer representing the union", None),
    ("Ines Moreau, who led the team at Calder University", "Calder University"),
    ("Ines Moreau, whose company, Tidemark, sells hats", "Tidemark"),
    ("Ines Moreau, whose company sells hats", None),
    ("Ines Moreau, Tidemark", "Tidemark"),
    ("Detective Sergeant Ines Moreau of Alder Police", "Alder Police"),
    ("Alder County Sheriff Ines Moreau", None),
    ("Fire Chief Ines Moreau", None),
    ("Reverend Ines Moreau, pastor of Grace Church", "Grace Church"),
    ("Coach Ines Moreau", None),
    ("Alder United coach Ines Moreau", "Alder United"),
    ("Ines Moreau, chair of Alder council's planning committee", "Alder council"),
    ("Coun Ines Moreau, Alder Council's cabinet member for ports", "Alder Council"),
    ("Transport Secretary Ines Moreau", None),
    ("Home Office minister Ines Moreau", "Home Office"),
]
"""What stands beside "Ines Moreau", and for whom she works by it."""


@pytest.mark.parametrize(("described", "employer"), BESIDE, ids=[described for described, _ in BESIDE])
def test_the_employer_is_read_from_what_stands_beside_a_name(described: str, employer: str | None) -> None:
    assert_employer(f'"The gulls are back in town," said {described}.', "Ines Moreau", employer)


APPOSED = [
    ("consultant cardiologist at Alder Hospital", "Alder Hospital"),
    ("chief medical officer for England", None),
    ("economics editor of the Alder Gazette", "Alder Gazette"),
    ("US economist at Tidemark Capital in New York", "Tidemark Capital"),
    ("chief US economist at Tidemark Capital", "Tidemark Capital"),
    ("shadow chancellor", None),
    ("the Labour leader", "Labour"),
    ("Labour MP for Alder", "Labour"),
    ("Labour's transport spokesman", "Labour"),
    ("the council leader", "council"),
    ("secretary of the Alder branch of the Dockers' Union", "Dockers' Union"),
    ("director general of the Confederation of Tide Industry", "Confederation of Tide Industry"),
    ("policy chair of the Federation of Tide Businesses", "Federation of Tide Businesses"),
    ("who has farmed near Alder for 30 years", None),
    ("a mother of two from Alder", None),
    ("41, who works at a bakery", None),
    ("a driver for Tidemark", "Tidemark"),
    ("a former driver for Tidemark", "Tidemark"),
    ("one of the founders of Tidemark", "Tidemark"),
    ("Tidemark's founder", "Tidemark"),
    ("chief executive of Tidemark's Irish arm", "Tidemark"),
    ("chief executive of Tidemark Ireland", "Tidemark Ireland"),
    ("regional director at Tidemark in Leeds", "Tidemark"),
    ("a partner in the tax team at Tidemark", "Tidemark"),
    ("who led the research for Tidemark", "Tidemark"),
    ("research manager at Tidemark and author of the report", "Tidemark"),
]
"""What stands between commas after "Kim Lee", and for whom she works by it."""


@pytest.mark.parametrize(("described", "employer"), APPOSED, ids=[described for described, _ in APPOSED])
def test_the_employer_is_read_from_an_apposition(described: str, employer: str | None) -> None:
    assert_employer(f'Kim Lee, {described}, said: "The gulls are back in town."', "Kim Lee", employer)


IN_MIND = [
    (
        "The Tern Center for Coasts counts gulls.",
        "Ines Moreau, who directs the center",
        "Ines Moreau",
        "Tern Center for Coasts",
    ),
    (
        "The Tern Center for Coasts counts gulls.",
        "Ines Moreau, who directs the center at Alder College",
        "Ines Moreau",
        "Tern Center for Coasts",
    ),
    ("The Gull Foundation has paid.", "Ines Moreau, who heads the foundation", "Ines Moreau", "Gull Foundation"),
    (
        "The Alder Island Fishers' Federation objects.",
        "Federation president Ines Moreau",
        "Ines Moreau",
        "Alder Island Fishers' Federation",
    ),
    (
        "The Alder Valley School District cut a day.",
        "Superintendent Carl Moreau",
        "Carl Moreau",
        "Alder Valley School District",
    ),
    ("The Alder Valley School District cut a day.", "Trustee Ray Moreau", "Ray Moreau", "Alder Valley School District"),
    (
        "The Alder Valley School District cut a day.",
        "board chair Lorna Moreau",
        "Lorna Moreau",
        "Alder Valley School District",
    ),
    (
        "Orchard Foods publishes a report. Orchard Foods has cut waste.",
        "Dr Ines Moreau, Head of Sustainability",
        "Ines Moreau",
        "Orchard Foods",
    ),
    ("Labour said nothing works.", "Labour MP Ines Moreau", "Ines Moreau", "Labour"),
    ("", "Ines Moreau's campaign manager, Ana Bell", "Ana Bell", "Ines Moreau's campaign"),
    (
        "The National Gull Federation met.",
        "Ines Moreau, a spokeswoman for the federation",
        "Ines Moreau",
        "National Gull Federation",
    ),
    (
        "The work by Calder University followed 3,160 children.",
        "Leonard Moreau, a pediatrician who led the study",
        "Leonard Moreau",
        "Calder University",
    ),
    (
        "A survey of 1,012 adults by Lindgren Research asked about gulls.",
        "Colin Moreau, the report's lead author",
        "Colin Moreau",
        "Lindgren Research",
    ),
    (
        "A survey of 1,012 adults by Lindgren Research asked about gulls.",
        "Colin Moreau, the lead author of the report",
        "Colin Moreau",
        "Lindgren Research",
    ),
    (
        "A survey of 1,012 adults by Lindgren Research asked about gulls.",
        "co-author Colin Moreau",
        "Colin Moreau",
        "Lindgren Research",
    ),
    (
        "A survey of 1,012 adults by Lindgren Research asked about gulls.",
        "Ruth Lindgren, whose firm conducted the survey",
        "Ruth Lindgren",
        "Lindgren Research",
    ),
    ("", "Tom Moreau, of the Truro consultancy Pierside Economics", "Tom Moreau", "Pierside Economics"),
    (
        "Barley Foods makes crisps in Elora. Barley Foods is old.",
        "Ines Moreau, the company's HR director",
        "Ines Moreau",
        "Barley Foods",
    ),
    ("", "Harvard professor Jan Moreau", "Jan Moreau", "Harvard"),
    (
        "",
        "Yvonne Moreau, who keeps bees and chairs the Coalition for Quiet Ports",
        "Yvonne Moreau",
        "Coalition for Quiet Ports",
    ),
    ("Tidemark has grown.", "the company's chief executive, Ines Moreau", "Ines Moreau", "Tidemark"),
    ("Tidemark has grown.", "its chief executive, Ines Moreau", "Ines Moreau", "Tidemark"),
    ("Tidemark, which sells hats, has grown.", "CEO Ines Moreau", "Ines Moreau", "Tidemark"),
    ("The company, Tidewise, is worried.", "Ines Moreau, who founded the company", "Ines Moreau", "Tidewise"),
]
"""What an article has told before, what stands beside a name, whose name, and for whom they work by both."""


@pytest.mark.parametrize(
    ("told", "described", "speaker", "employer"), IN_MIND, ids=[described for _, described, _, _ in IN_MIND]
)
def test_the_employer_is_a_body_that_the_article_has_named(
    told: str, described: str, speaker: str, employer: str | None
) -> None:
    assert_employer(f'{told} "The gulls are back in town," said {described}.', speaker, employer)


WHOLE = [
    (
        "The accounting firm Brock Lisle counts shops. "
        '"The gulls are back in town," said Ines Moreau, who heads the firm\'s retail practice.',
        "Ines Moreau",
        "Brock Lisle",
    ),
    (
        'Longitude Strategy asked 1,012 adults. "The gulls are back in town," Longitude director Ines Moreau said.',
        "Ines Moreau",
        "Longitude Strategy",
    ),
    (
        "The Ministry of Tides and Harbours agrees. "
        "Joint Secretary Ines Moreau said the Ministry was confident that the new piers would hold until 2031.",
        "Ines Moreau",
        "Ministry of Tides and Harbours",
    ),
    (
        "At Hilltop Elementary, where the roof leaks, Principal Denise Moreau has been counting. "
        '"The gulls are back in town," she said.',
        "Denise Moreau",
        "Hilltop Elementary",
    ),
    (
        "The University of Alder followed children. "
        "'The gulls are back in town,' said Dr Ines Moreau, who is a Senior Lecturer in Language Development.",
        "Ines Moreau",
        "University of Alder",
    ),
    (
        "A spokesman for the Treasury, Rob Moreau, said the gulls showed that the harbour was growing fast.",
        "Rob Moreau",
        "Treasury",
    ),
    (
        "A survey of 1,012 adults by Lindgren Research asked about gulls. "
        'As one of the authors, Miriam Moreau, told a meeting, "the gulls are back in town".',
        "Miriam Moreau",
        "Lindgren Research",
    ),
    (
        'At Pascoe Toys on Main Street, Al Pascoe has ordered less. "The gulls are back in town," Pascoe said.',
        "Al Pascoe",
        "Pascoe Toys",
    ),
    (
        "It was Dr Piers Moreau who showed us the list. His team at the Estuary Project had just finished. "
        '"The gulls are back in town," he said.',
        "Piers Moreau",
        "Estuary Project",
    ),
    (
        'Dana Moreau, CIO of Truro-based insurer Harbor Mutual, has seen them. "The gulls are back in town," she said.',
        "Dana Moreau",
        "Harbor Mutual",
    ),
    ('Petrie quotes Postbird CEO Hugo Moreau as saying, "The gulls are back in town."', "Hugo Moreau", "Postbird"),
    (
        "Jane Petrie quotes Postbird CEO Hugo Moreau as saying that the gulls are back in town now.",
        "Hugo Moreau",
        "Postbird",
    ),
    (
        "Nurses at Northgate Hospital were cautious. "
        'The gulls were too loud to sleep, said neurosurgeon Farah Moreau. "The gulls are back in town," she said.',
        "Farah Moreau",
        "Northgate Hospital",
    ),
    (
        "The charity Gull Alliance feeds them. "
        'Dr Colin Moreau, its head of research, said: "The gulls are back in town."',
        "Colin Moreau",
        "Gull Alliance",
    ),
    (
        "The Western Gull League met. "
        "Fans will pay more than ever this year, commissioner Dana Moreau told reporters at the gate.",
        "Dana Moreau",
        "Western Gull League",
    ),
    (
        "Tidemark has grown. Its chief executive Ines Moreau said the gulls would be back in town by 2031.",
        "Ines Moreau",
        "Tidemark",
    ),
    (
        'Ines Moreau is the director of the Port Council. "The gulls are back in town," she said.',
        "Ines Moreau",
        "Port Council",
    ),
    (
        'Ines Moreau has run the Port Council since 2011. "The gulls are back in town," she said.',
        "Ines Moreau",
        "Port Council",
    ),
    ('Ines Moreau founded Tidemark in 2011. "The gulls are back in town," she said.', "Ines Moreau", "Tidemark"),
    ('Ines Moreau works at Tidemark. "The gulls are back in town," she said.', "Ines Moreau", "Tidemark"),
    (
        'Ines Moreau teaches law at Calder University. "The gulls are back in town," she said.',
        "Ines Moreau",
        "Calder University",
    ),
    (
        'For Ines Moreau, chief economist at Tidemark, nothing has changed. "The gulls are back in town," she said.',
        "Ines Moreau",
        "Tidemark",
    ),
    (
        'As director of the Port Council, Ines Moreau sees them. "The gulls are back in town," she said.',
        "Ines Moreau",
        "Port Council",
    ),
    ("The director of the Port Council, Ines Moreau, said the gulls were back in town.", "Ines Moreau", "Port Council"),
    ("Port Council director Ines Moreau said the gulls were back in town.", "Ines Moreau", "Port Council"),
    (
        '"The gulls are back in town," says Ines Moreau, Group Product Marketing Manager at Tidemark.',
        "Ines Moreau",
        "Tidemark",
    ),
    (
        '"The gulls are back in town," says Ines Moreau, Senior Director, Product Marketing, Tidemark.',
        "Ines Moreau",
        "Tidemark",
    ),
    ('"The gulls are back in town," says Tidemark CTO and co-founder Ines Moreau.', "Ines Moreau", "Tidemark"),
    ('"The gulls are back in town," says Ines Moreau, CTO and co-founder at Tidemark.', "Ines Moreau", "Tidemark"),
    ('"The gulls are back in town," Ines Moreau, CEO of Tidemark, told the Gazette.', "Ines Moreau", "Tidemark"),
    (
        '"The gulls are back in town," Moreau told the Gazette. Ines Moreau is a spokeswoman for Tidemark.',
        "Ines Moreau",
        "Tidemark",
    ),
    ('Ines Moreau, from Tidemark Insurance, said: "The gulls are back in town."', "Ines Moreau", "Tidemark Insurance"),
    ('Ines Moreau, of Tidemark Insurance, said: "The gulls are back in town."', "Ines Moreau", "Tidemark Insurance"),
    ('Ines Moreau, at Tidemark, said: "The gulls are back in town."', "Ines Moreau", "Tidemark"),
    ('Ines Moreau at Tidemark said: "The gulls are back in town."', "Ines Moreau", "Tidemark"),
    (
        'Commenting on the figures, Ines Moreau, chief executive of Tidemark, said: "The gulls are back in town."',
        "Ines Moreau",
        "Tidemark",
    ),
    (
        'Responding, the chief executive of Tidemark, Ines Moreau, said: "The gulls are back in town."',
        "Ines Moreau",
        "Tidemark",
    ),
    ('Tidemark chief executive Ines Moreau commented: "The gulls are back in town."', "Ines Moreau", "Tidemark"),
    ('The union\'s general secretary, Ines Moreau, said: "The gulls are back in town."', "Ines Moreau", None),
    (
        "The Union of Dock Workers met. "
        'The union\'s general secretary, Ines Moreau, said: "The gulls are back in town."',
        "Ines Moreau",
        "Union of Dock Workers",
    ),
    (
        "The Alder Gull Trust is worried. "
        'Ines Moreau, the trust\'s chief executive, said: "The gulls are back in town."',
        "Ines Moreau",
        "Alder Gull Trust",
    ),
    (
        'The Alder Gull Trust is worried. Trust chief executive Ines Moreau said: "The gulls are back in town."',
        "Ines Moreau",
        "Alder Gull Trust",
    ),
    (
        "The think tank Tidewise is worried. "
        'Ines Moreau, a senior fellow at the think tank, said: "The gulls are back in town."',
        "Ines Moreau",
        "Tidewise",
    ),
    (
        "Tidewise, a think tank, is worried. "
        'Ines Moreau, a senior fellow at the think tank, said: "The gulls are back in town."',
        "Ines Moreau",
        "Tidewise",
    ),
    (
        'Tidewise is worried. Ines Moreau, its director of research, said: "The gulls are back in town."',
        "Ines Moreau",
        "Tidewise",
    ),
    (
        "Tidewise is worried. "
        'Ines Moreau, director of research, said: "The gulls are back in town." Tidewise has spoken.',
        "Ines Moreau",
        "Tidewise",
    ),
    ('Tidewise is worried. Ines Moreau, who heads it, said: "The gulls are back in town."', "Ines Moreau", "Tidewise"),
    (
        'Tidewise is worried, said Ines Moreau, who runs the group. "The gulls are back in town," she said.',
        "Ines Moreau",
        "Tidewise",
    ),
    (
        'Ines Moreau and Kim Lee of Calder University asked people. "The gulls are back in town," Moreau said.',
        "Ines Moreau",
        "Calder University",
    ),
    (
        "Ines Moreau and Kim Lee, economists at Calder University, asked people. "
        '"The gulls are back in town," Moreau said.',
        "Ines Moreau",
        "Calder University",
    ),
    (
        'Economists Ines Moreau and Kim Lee of Calder University asked people. "The gulls are back in town," Lee said.',
        "Kim Lee",
        "Calder University",
    ),
    (
        'Calder University economists Ines Moreau and Kim Lee asked people. "The gulls are back in town," Lee said.',
        "Kim Lee",
        "Calder University",
    ),
    (
        'Calder University economists Ines Moreau and Kim Lee asked people. "The gulls are back in town," Moreau said.',
        "Ines Moreau",
        "Calder University",
    ),
    ('> "The gulls are back in town."\n\n- Ines Moreau, CEO, Tidemark', "Ines Moreau", "Tidemark"),
    ("> The gulls are back in town and they will stay.\n\nInes Moreau, CEO, Tidemark", "Ines Moreau", "Tidemark"),
    ('* "The gulls are back in town," said Ines Moreau, CEO of Tidemark.', "Ines Moreau", "Tidemark"),
    ('* Ines Moreau, CEO of Tidemark: "The gulls are back in town."', "Ines Moreau", "Tidemark"),
    ('"The gulls are back in town," a spokesman for Tidemark said.', "Tidemark", None),
    ('"The gulls are back in town," said a Tidemark spokeswoman.', "Tidemark", None),
    ('"The gulls are back in town," said a spokesperson for the Port Council.', "Port Council", None),
    ('A Port Council spokesman said: "The gulls are back in town."', "Port Council", None),
    ('A spokesman for Tidemark, Kim Lee, said: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Tidemark spokesman Kim Lee said: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('In a statement, Tidemark said: "The gulls are back in town."', "Tidemark", None),
    ("In a statement, the Port Council said the gulls would be back in town by 2031.", "Port Council", None),
    ("The Port Council warned on Monday that the gulls would come back.", "Port Council", None),
    ("Tidemark's Kim Lee told the BBC the gulls were back in town again.", "Kim Lee", "Tidemark"),
    ('Kim Lee, chief executive of Tidemark, told BBC Radio 4: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Asked about gulls, Kim Lee of Tidemark said: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Kim Lee of Tidemark agreed. "The gulls are back in town," she said.', "Kim Lee", "Tidemark"),
    ('Kim Lee of Tidemark is cautious. "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Mr Lee, who is chief executive of Tidemark, said: "The gulls are back in town."', "Lee", "Tidemark"),
    (
        'Tidemark chief executive Kim Lee resigned. Lee\'s successor, Ana Bell, said: "The gulls are back in town."',
        "Ana Bell",
        None,
    ),
    (
        "Tidemark's chief executive, Kim Lee, and its chairman, Ana Bell, spoke. \"The gulls are back in "
        'town," Bell said.',
        "Ana Bell",
        "Tidemark",
    ),
    (
        '"The gulls are back in town," wrote Kim Lee, a professor of law at Calder University, in a blog post.',
        "Kim Lee",
        "Calder University",
    ),
    (
        '"The gulls are back in town," Kim Lee, a professor of law at Calder University, wrote in the Gazette.',
        "Kim Lee",
        "Calder University",
    ),
    ('"The gulls are back in town," explains Kim Lee, Head of Insight at Tidemark.', "Kim Lee", "Tidemark"),
    ('"The gulls are back in town," comments Kim Lee, Tidemark\'s Head of Insight.', "Kim Lee", "Tidemark"),
    ('Kim Lee, Head of Insight at Tidemark, comments: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Kim Lee, Tidemark Head of Insight, comments: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Kim Lee, Insight Director, Tidemark, comments: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Kim Lee, CEO & Founder, Tidemark: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('Kim Lee, CEO at Tidemark, added: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    (
        'Dr Kim Lee, of the University of Alder\'s school of medicine, said: "The gulls are back in town."',
        "Kim Lee",
        "University of Alder",
    ),
    (
        'Prof Kim Lee, from the University of Alder, said: "The gulls are back in town."',
        "Kim Lee",
        "University of Alder",
    ),
    (
        'Professor Kim Lee, director of the Tide Institute at the University of Alder, said: "The gulls '
        'are back in town."',
        "Kim Lee",
        "Tide Institute",
    ),
    ('England\'s chief medical officer, Kim Lee, said: "The gulls are back in town."', "Kim Lee", None),
    (
        "Kim Lee, an economist at Tidemark Capital, expects the gulls to be back in town by 2031.",
        "Kim Lee",
        "Tidemark Capital",
    ),
    ("Economists at Tidemark Capital expect the gulls to be back in town by 2031.", "Tidemark Capital", None),
    ("Analysts at Tidemark say that the gulls are back in town again.", "Tidemark", None),
    ('Shadow chancellor Kim Lee said: "The gulls are back in town."', "Kim Lee", None),
    ('The Labour leader, Kim Lee, said: "The gulls are back in town."', "Kim Lee", "Labour"),
    ('Labour leader Kim Lee said: "The gulls are back in town."', "Kim Lee", "Labour"),
    ('Health secretary Kim Lee said: "The gulls are back in town."', "Kim Lee", None),
    ('The health secretary, Kim Lee, said: "The gulls are back in town."', "Kim Lee", None),
    ('Alder Council leader Kim Lee said: "The gulls are back in town."', "Kim Lee", "Alder Council"),
    ('Cllr Kim Lee, leader of Alder Council, said: "The gulls are back in town."', "Kim Lee", "Alder Council"),
    ('Councillor Kim Lee, cabinet member for ports, said: "The gulls are back in town."', "Kim Lee", "council"),
    (
        'Alder Council is cross. Councillor Kim Lee, cabinet member for ports, said: "The gulls are back in town."',
        "Kim Lee",
        "Alder Council",
    ),
    (
        'Director general Kim Lee of the Confederation of Tide Industry said: "The gulls are back in town."',
        "Kim Lee",
        "Confederation of Tide Industry",
    ),
    ('Tidemark\'s founder and chief executive, Kim Lee, said: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    (
        'Lead researcher Kim Lee, from Calder University, said: "The gulls are back in town."',
        "Kim Lee",
        "Calder University",
    ),
    (
        'Lead researcher Dr Kim Lee said: "The gulls are back in town." A study by Calder University of '
        "40 gulls is out.",
        "Kim Lee",
        "Calder University",
    ),
    ('The report\'s author, Kim Lee of Tidemark, said: "The gulls are back in town."', "Kim Lee", "Tidemark"),
    ('The author of the report, Kim Lee, said: "The gulls are back in town."', "Kim Lee", None),
    (
        'Tidemark published a report on gulls. The author of the report, Kim Lee, said: "The gulls are back in town."',
        "Kim Lee",
        "Tidemark",
    ),
]
"""Whole texts, the last speaker, and for whom that one works."""


@pytest.mark.parametrize(("text", "speaker", "employer"), WHOLE, ids=[text[:60] for text, _, _ in WHOLE])
def test_the_employer_is_told_anywhere_in_the_article(text: str, speaker: str, employer: str | None) -> None:
    assert_employer(text, speaker, employer)
