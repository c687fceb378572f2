"""What a profile says otherwise than the frozen one before it."""

from dataclasses import replace

from commonground.ground.evidence.models import Profile
from commonground.ground.evidence.rules import frozen
from commonground.ground.evidence.rules.profiles.content import ProfileContent
from commonground.ground.evidence.rules.profiles.moving import changes


def changed_since(content: ProfileContent, before: Profile | None) -> ProfileContent:
    """The content with what changed; as it is where there is none before it."""
    if before is None or before.frozen is None:
        return content
    then = frozen.unpack(ProfileContent, before.frozen.content, sha256=before.frozen.sha256)
    return replace(content, changed=changes(content, then, run=str(before.frozen.pk)))
