"""What can be wrong with an entry, in the words of whoever finds it so. No Django."""

from commonground.foundation.kernel.states import Labelled

LONGEST = 500


class Wrong(Labelled):
    CLOSED = "closed", "It is not there any more"
    CONTACT = "contact", "The telephone number, e-mail or web page does not work"
    WHERE = "where", "The place is wrong"
    WHEN = "when", "The days or hours are wrong"
    FOR_WHOM = "for-whom", "It is for others than it says"
    COST = "cost", "It costs something else"
    FULL = "full", "It takes nobody, or the wait is much longer"
    OTHER = "other", "Something else"
