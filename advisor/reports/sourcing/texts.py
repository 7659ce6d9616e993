"""The words of the sourcing note and of the questions to vendors, in French and English."""

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("Note interne de sourcing", "Internal sourcing note"),
    "foot": (
        "Note interne, à ne pas joindre à la consultation · édition {edition}",
        "Internal note, not to be attached to the tender · edition {edition}",
    ),
    "meta_buyer": ("Acheteur", "Buyer"),
    "meta_data": ("Données", "Data"),
    "meta_users": ("Utilisateurs", "Users"),
    "meta_source": ("Fichiers lus", "Files read"),
    "meta_edition": ("Édition du catalogue", "Edition of the catalogue"),
    "meta_method": ("Méthode", "Method"),
    "meta_date": ("Date de la note", "Date of the note"),
    "meta_scope": ("Périmètre", "Scope"),
    "not_said": ("non indiqué", "not stated"),
    "scope": ("catalogue, pas une étude de marché", "catalogue, not a market study"),
    "internal_title": ("Usage interne", "Internal use"),
    "internal": (
        "Cette note nomme des produits : elle ne se joint pas au dossier de consultation et ne s’y recopie pas "
        "(code de la commande publique, article R2111-7). Indication, à valider par votre service juridique.",
        "This note names products: it is not attached to the tender documents nor copied into them (public "
        "procurement code, article R2111-7). An indication, to be validated by your legal department.",
    ),
    "lead": (
        "{functions} · {products} · {proposals} · {questions}.",
        "{functions} · {products} · {proposals} · {questions}.",
    ),
    "n_functions": ("{n} fonction étudiée|{n} fonctions étudiées", "{n} function studied|{n} functions studied"),
    "n_products": ("{n} produit nommé|{n} produits nommés", "{n} product named|{n} products named"),
    "n_proposals": ("{n} solution documentée|{n} solutions documentées", "{n} documented solution|{n} documented solutions"),
    "n_questions": ("{n} question à poser|{n} questions à poser", "{n} question to ask|{n} questions to ask"),
    "n_rows": ("{n} ligne|{n} lignes", "{n} line|{n} lines"),
    "brief": ("En bref", "In brief"),
    "brief_caption": ("Ce que la note trouve, fonction par fonction", "What the note finds, function by function"),
    "function": ("Fonction", "Function"),
    "in_place": ("En place ou cité", "In place or named"),
    "state_tools": ("Outils de l’État", "State tools"),
    "market": ("Marché", "Market"),
    "excluded_n": ("Écartés", "Excluded"),
    "questions_n": ("Questions", "Questions"),
    "needs": ("Le besoin", "The need"),
    "needs_caption": ("Ce qui écarte et ce qui range", "What excludes and what ranks"),
    "need": ("Besoin", "Need"),
    "level": ("Effet", "Effect"),
    "accepted": ("Valeurs admises", "Accepted values"),
    "required": ("exigé : écarte si non rempli", "required: excludes when unmet"),
    "preferred": ("souhaité : range", "preferred: ranks"),
    "any_value": ("toute valeur sourcée, sauf non", "any sourced value but no"),
    "no_needs": (
        "Aucun besoin n’a été donné : rien n’est écarté, et l’ordre ne tient qu’aux critères sourcés, aux fonctions "
        "communes et au nom.",
        "No needs were given: nothing is excluded, and the order rests on sourced criteria, shared functions and name only.",
    ),
    "order": ("Ordre de présentation : {order}.", "Order of presentation: {order}."),
    "neutral": (
        "Ni le pays, ni le capital, ni un paiement n’entrent dans cet ordre. Inconnu ne vaut ni oui ni non : c’est une question.",
        "Neither country, nor capital, nor any payment enters this order. Unknown is neither yes nor no: it is a question.",
    ),
    "unasked_title": ("À examiner", "To examine"),
    "unasked": (
        "{rule} : vos données peuvent y être soumises, et vos besoins n’exigent pas « {criterion} ». Indication, à valider.",
        "{rule}: your data may fall under it, and your needs do not require “{criterion}”. An indication, to be validated.",
    ),
    "rules": ("Règles recensées pour : {buyer}", "Rules recorded for: {buyer}"),
    "rules_unknown": (
        "Le type d’acheteur n’est pas indiqué : les règles applicables et l’accès aux outils de l’État restent à établir.",
        "The kind of buyer is not stated: the rules that apply and the access to State tools remain to be established.",
    ),
    "rules_none": (
        "Aucune règle recensée au {date}. Cela ne prouve pas qu’il n’y en a pas.",
        "No rule recorded on {date}. This does not prove that there is none.",
    ),
    "rule_source": ("{mark} · {date} · ", "{mark} · {date} · "),
    "no_date": ("sans date", "no date"),
    "suite": ("Suite : {name}", "Suite: {name}"),
    "suite_lead": (
        "Parties en usage : {parts}. Ensemble proposé : {chosen}.",
        "Parts in use: {parts}. Proposed set: {chosen}.",
    ),
    "suite_none": ("aucun", "none"),
    "suite_caption": ("{name} : qui couvre quelle partie, et ce qui manque", "{name}: who covers which part, and what is missing"),
    "part": ("Partie", "Part"),
    "covered_by": ("Couverte par", "Covered by"),
    "through": ("{name}, par {part}", "{name}, through {part}"),
    "other_options": ("Autres liens documentés", "Other documented links"),
    "uncovered": ("aucune solution documentée", "no documented solution"),
    "suite_rule": ("Règle : {rule}.", "Rule: {rule}."),
    "suite_stepwise": (
        "Ensemble construit pas à pas : un ensemble plus petit peut exister.",
        "Set built step by step: a smaller one may exist.",
    ),
    "suite_unused": ("Parties laissées de côté, non utilisées : {parts}.", "Parts left out, not in use: {parts}."),
    "need_of_function": (
        "Le besoin, sans marque : la solution permet de {need}.",
        "The need, without a brand: the solution makes it possible to {need}.",
    ),
    "named_here": ("En place ou cité : {names}.", "In place or named: {names}."),
    "no_product_named": (
        "Fonction demandée sans produit nommé ({places}).",
        "Function asked for without a product named ({places}).",
    ),
    "step_state": ("1. Outils mutualisés de l’État", "1. Shared State tools"),
    "step_market": ("2. Produits du marché", "2. Market products"),
    "step_bespoke": ("3. Développement sur mesure", "3. Bespoke development"),
    "plain_proposals": ("Solutions documentées", "Documented solutions"),
    "no_state_tool": (
        "Le catalogue ne connaît aucun outil de l’État pour cette fonction. À vérifier auprès de votre direction du numérique.",
        "The catalogue knows no State tool for this function. To be checked with your digital department.",
    ),
    "state_listed": (
        "De même fonction, couverture non évaluée : {names}.",
        "Same function, coverage not judged: {names}.",
    ),
    "no_market": ("Aucune solution du marché n’est documentée pour ces produits.", "No market solution is documented for these products."),
    "no_proposal": ("Aucune solution n’est encore documentée pour cette fonction.", "No solution is documented for this function yet."),
    "bespoke_blank": (
        "En dernier recours seulement : pourquoi ni outil mutualisé ni produit du marché ne suffit",
        "As a last resort only: why neither a shared tool nor a market product is enough",
    ),
    "proposals_caption": ("{function} : {step}", "{function}: {step}"),
    "product": ("Produit", "Product"),
    "covers": ("Couvre", "Covers"),
    "misses": ("Ne couvre pas", "Does not cover"),
    "effort": ("Effort", "Effort"),
    "needs_met": ("Vos besoins", "Your needs"),
    "against": ("{product} : {text}", "{product}: {text}"),
    "met_count": ("oui : {yes}\nnon : {no}\ninconnu : {unknown}", "yes: {yes}\nno: {no}\nunknown: {unknown}"),
    "access": ("accès : {access}", "access: {access}"),
    "vendor_control": ("{vendor}, contrôle : {country}", "{vendor}, control: {country}"),
    "listed": (
        "Aussi recensés dans cette fonction, sans que personne ait jugé ce qu’ils couvrent : {names}.",
        "Also listed in this function, nobody having judged what they cover: {names}.",
    ),
    "and_more": ("et {n} autre|et {n} autres", "and {n} more|and {n} more"),
    "excluded": ("Écartés, avec la raison", "Excluded, with the reason"),
    "excluded_line": ("{product} : {need}, {value}", "{product}: {need}, {value}"),
    "closed": ("outil de l’État fermé à votre organisme", "State tool closed to your body"),
    "other_offers": ("Autres offres repérées (à remplir)", "Other offers found (to fill in)"),
    "other_offers_caption": (
        "{function} : offres repérées hors du catalogue",
        "{function}: offers found outside the catalogue",
    ),
    "offer": ("Offre et éditeur", "Offer and vendor"),
    "seen_where": ("Vue où, quand", "Seen where, when"),
    "answers": ("Besoins remplis", "Needs met"),
    "to_ask": ("À demander", "To ask"),
    "no_substitute": ("Sans substitut documenté", "Without a documented substitute"),
    "no_substitute_why": ("{product} : {reason}", "{product}: {reason}"),
    "no_substitute_open": (
        "{product} : aucune solution n’est encore documentée ; ce n’est pas la preuve qu’il n’en existe pas",
        "{product}: no solution is documented yet; this is no proof that none exists",
    ),
    "settled": ("Gardés, déjà européens ou libres", "Kept, already European or free"),
    "unsure": ("À confirmer avant d’en tenir compte", "To confirm before relying on it"),
    "unsure_line": ("« {text} » ({place}) : {product} ?", "“{text}” ({place}): {product}?"),
    "unsure_unknown": ("marque ou produit absent du catalogue", "brand or product absent from the catalogue"),
    "unread": ("Ce qui n’a pas été lu ou demande attention", "What was not read or needs attention"),
    "unrecognised": (
        "{n} ligne sans produit reconnu : elle n’entre pas dans cette note."
        "|{n} lignes sans produit reconnu : elles n’entrent pas dans cette note.",
        "{n} line without a recognised product: not part of this note."
        "|{n} lines without a recognised product: not part of this note.",
    ),
    "cards": ("Annexe 1. Les faits, produit par produit", "Annex 1. The facts, product by product"),
    "cards_lead": (
        "Un fait, sa nature, sa date, sa source (numéros de l’annexe 3). Ce qui manque est écrit « inconnu » et repris en question.",
        "A fact, its kind, its date, its source (numbers of annex 3). What is missing reads “unknown” and becomes a question.",
    ),
    "card_caption": ("{product} : critères", "{product}: criteria"),
    "criterion": ("Critère", "Criterion"),
    "established": ("Établi", "Established"),
    "kind_date": ("Nature, date", "Kind, date"),
    "source": ("Source", "Source"),
    "verdict": ("{verdict} : {value}", "{verdict}: {value}"),
    "silent": ("Rien d’établi : {names}.", "Nothing established: {names}."),
    "ask_whom": ("À poser pour : {names}.", "To ask about: {names}."),
    "unknown_stale": ("inconnu ; valeur périmée : {value}", "unknown; expired value: {value}"),
    "unknown_but": ("inconnu ; enregistré : {value}", "unknown; recorded: {value}"),
    "as_of": ("à la date de {date}, périmé depuis", "as of {date}, expired since"),
    "limits_known": ("Limite documentée", "Documented limit"),
    "questions": ("Annexe 2. Questions aux éditeurs", "Annex 2. Questions to vendors"),
    "questions_lead": (
        "Ce que vos besoins demandent et que les faits n’établissent pas. La réponse écrite et datée vaut fait.",
        "What your needs ask and the facts do not establish. A written and dated answer becomes a fact.",
    ),
    "no_questions": ("Aucune question ne découle des besoins donnés.", "No question follows from the needs given."),
    "blocking": ("{text} (lève une exigence)", "{text} (settles a requirement)"),
    "sources": ("Annexe 3. Sources", "Annex 3. Sources"),
    "source_line": (
        "{title}, {publisher}, {published}, vu le {seen} ({access}) ",
        "{title}, {publisher}, {published}, seen on {seen} ({access}) ",
    ),
    "limits": ("Méthode et limites", "Method and limits"),
    "limit_catalogue": (
        "Le catalogue n’est pas une étude de marché : d’autres offres existent. Complétez les lignes vides.",
        "The catalogue is not a market study: other offers exist. Fill in the blank rows.",
    ),
    "limit_facts": (
        "Un fait vaut à la date de sa source ; la plupart viennent de copies de pages, non suivies en direct. Vérifiez avant de décider.",
        "A fact holds on the date of its source; most come from copies of pages, not followed live. Check before deciding.",
    ),
    "limit_judgement": (
        "Couverture, manques et effort sont des jugements de la rédaction, signés et datés au catalogue.",
        "Coverage, gaps and effort are editorial judgements, signed and dated in the catalogue.",
    ),
    "limit_same": (
        "Même entrée, même édition, même méthode et mêmes décisions donnent la même note.",
        "The same input, edition, method and decisions give the same note.",
    ),
    "limit_circular": (
        "La circulaire 6519/SG est connue ici par des sources secondaires : relisez le texte avant de la citer.",
        "Circular 6519/SG is known here through secondary sources: read the text before quoting it.",
    ),
    "decision": ("Avis et suite à donner", "Opinion and next steps"),
    "decision_service": ("Avis du service", "Opinion of the department"),
    "decision_made": ("Suite décidée, par qui, quand", "Decision, by whom, when"),
    "q_title": ("Questions aux éditeurs", "Questions to vendors"),
    "q_foot": ("Questions · édition {edition}", "Questions · edition {edition}"),
    "q_lead": (
        "Ces questions viennent des besoins de l’acheteur que les faits sourcés du catalogue n’établissent pas, à la date indiquée. "
        "Les poser à tous les opérateurs consultés, dans les mêmes termes (sourcing, article R2111-1).",
        "These questions come from the buyer’s needs that the sourced facts of the catalogue do not establish, on the date shown. "
        "Put them to every operator consulted, in the same words (market sounding, article R2111-1).",
    ),
    "q_caption": ("Questions à {product}", "Questions to {product}"),
    "q_question": ("Question", "Question"),
    "q_criterion": ("Critère", "Criterion"),
    "q_answer": ("Réponse, date, preuve", "Answer, date, evidence"),
    "q_none": ("Les faits sourcés répondent à tous les besoins donnés.", "Sourced facts answer all the needs given."),
    "size": ("taille", "size"),
    "c_title": ("Comparaison sur vos besoins", "Comparison on your needs"),
    "c_foot": (
        "Comparaison, à ne pas joindre à la consultation · édition {edition}",
        "Comparison, not to be attached to the tender · edition {edition}",
    ),
    "c_tally": (
        "{product} : {yes} sur {total} remplis, {no} non, {unknown} à établir.",
        "{product}: {yes} of {total} met, {no} no, {unknown} to establish.",
    ),
    "c_needs": ("Vos besoins", "Your needs"),
    "c_others": ("Les autres critères", "The other criteria"),
    "c_caption": ("{what} en lignes, produits en colonnes", "{what} in rows, products in columns"),
    "c_who": ("Éditeur", "Vendor"),
    "c_excluded": ("écarté : {reason}", "excluded: {reason}"),
    "c_required": ("exigé", "required"),
    "c_preferred": ("souhaité", "preferred"),
    "c_chosen": ("au choix de l’acheteur : installable", "the buyer’s choice: can be installed"),
    "c_sources": ("Sources", "Sources"),
}  # fmt: skip
"""Each text in French, then English; a "|" parts singular and plural."""


def text(key: str, lang: str, **blanks: object) -> str:
    """Return a text with its blanks filled."""
    return TEXTS[key][lang == "en"].format(**blanks)


def counted(key: str, number: int, lang: str) -> str:
    """Return a text that counts; French takes the singular for zero and one."""
    one, _bar, many = TEXTS[key][lang == "en"].partition("|")
    alone = number < 2 if lang == "fr" else number == 1
    return (one if alone else many).format(n=number)
