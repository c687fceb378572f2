"""Papers of an example: written in the sections that its rule pack asks for, signed by others, ready to go out."""

from typing import TYPE_CHECKING

from commonground.ground.places import queries as places
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.rules.papers import SaidText
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.groups import PaperEntry

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Paper

NOTHING_TO_ADD = "An invented example of a comment: nothing to add."


def write_paper(setting: Setting, entry: PaperEntry) -> "Paper":
    """The paper, with everything that is asked for, by its author."""
    by = setting.acting(entry.author, at=setting.moment(setting.day(entry.ready_weeks)))
    texts = {key: SaidText(text) for key, text in entry.texts.items()}
    texts |= {key: SaidText(is_none=True) for key in entry.none}
    group = setting.groups[entry.group]
    made = actions.write_paper(group=group, title=entry.title, contact=entry.contact, texts=texts, by=by)
    actions.recommend(paper=made, texts=entry.recommendations, based_on=made.version, by=by)
    for one in entry.background:
        actions.add_background(paper=made, title=one["title"], link=one.get("link", ""), by=by)
    areas = [places.area_by_reference(area) for area in entry.areas]
    actions.say_areas(paper=made, areas=areas, based_on=made.version, by=by)
    for name, sign_off in zip(entry.signed_by, made.sign_offs.order_by("key"), strict=False):
        signs = setting.acting(name, at=by.now)
        actions.sign(paper=made, sign_off=sign_off, based_on=sign_off.version, comment=NOTHING_TO_ADD, by=signs)
    actions.make_ready(paper=made, based_on=queries.paper(made.pk, viewer=by).version, by=by)
    return queries.paper(made.pk, viewer=by)
