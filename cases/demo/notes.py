"""What caseworkers write. No sentence tells a name, and each fits anybody."""

from collections.abc import Mapping

from cases.choices import Outcome

MET = (
    "Sov i opgangen i nat. Fik en kop kaffe og tørre sokker. Vil gerne tale om et sted at sove.",
    "God samtale på bænken. Aftalt, at vi ringer til jobcentret sammen i næste uge.",
    "Træt og forkølet. Vil gerne have, at en sygeplejerske ser på hosten.",
    "Har mistet telefonen igen. Kan findes her de fleste morgener.",
    "Vi gik en tur om blokken. Fortalte om broderen i Jylland. Vil måske skrive til ham.",
    "Såret på benet ser bedre ud. Skiftede forbinding hos Sundhedsteamet i går.",
    "Kontanthjælpen er udbetalt. Vil gerne have hjælp til at betale af på lejen.",
    "Spurgte til behandlingen. Vil gerne begynde, men ikke på en klinik.",
    "Var glad i dag. Har fået plads på natcaféen tre nætter i træk.",
    "Kort snak. Ville hellere have ro, men det er i orden, at vi kommer igen.",
    "Underskrev samtykke til, at vi taler med herberget.",
    "Viste mig brevet fra Udbetaling Danmark. Vi ringede, og sagen går videre.",
    "Fik en sovepose med. Fryser om natten, men vil ikke på herberg endnu.",
    "Vil gerne se værelset, hvis hunden må komme med. Aftalt, at vi går derhen sammen.",
    "Talte om at komme i gang med tænderne. Bestilte tid hos tandplejen.",
    "Var påvirket, men rolig. Talte om, hvor naloxonen er, og hvem der kan bruge den.",
    "",
    "",
)
NOT_MET = (
    "Ikke på pladsen. Spurgte i køkkenet: set i går aftes.",
    "Gik hele runden. Soveposen ligger der stadig.",
    "Personalet har ikke set noget i to dage. Lagde en seddel.",
    "Regn, og næsten ingen ude. Prøver igen i morgen tidlig.",
    "Havde lige været her, siger de andre.",
    "",
    "",
    "",
)
REFUSED = (
    "Ville ikke snakke i dag. Hilste, og det var det.",
    "Bad om at være i fred. Vi kommer igen på fredag.",
    "Vred over afslaget. Lod et visitkort ligge.",
    "",
)
MISSED = (
    "Kom ikke til aftalen. Vi går ud og leder i aften.",
    "Lægen ventede en halv time. Ny tid er bestilt.",
    "",
)
SPOKEN = (
    "Ringede selv. Har det nogenlunde og er på sofaen hos en ven.",
    "Ringede om torsdag. Husker aftalen og kommer, hvis benet kan.",
    "Sms: er på vej til Amager, kan mødes i overmorgen.",
)
UNREACHED = ("Telefonen er slukket.", "Lagde en besked.", "")

NOTES: Mapping[str, tuple[str, ...]] = {
    Outcome.MET: MET,
    Outcome.NOT_MET: NOT_MET,
    Outcome.REFUSED: REFUSED,
    Outcome.MISSED: MISSED,
}

TREATMENT = (
    "Fik dosis i dag, indtaget overvåget. Ingen bivirkninger.",
    "Blodtryk og puls fine. Sover bedre, siden dosis blev sat op.",
    "Talte om optrapningen. Vil gerne gå langsomt frem.",
    "Naloxon udleveret og vist. Ved, hvad man gør.",
    "Væskende sår på underarmen renset. Ses igen om to dage.",
)
