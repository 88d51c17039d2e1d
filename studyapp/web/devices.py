"""Which kind of device a request says it comes from: system and program, as people call them. A claim, no proof."""

from __future__ import annotations

# The first word found in the user agent decides; whoever embeds another's name stands before it.
_SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_PROGRAMS = (
    ("wxwork", "WeCom"),
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Lark", "Feishu"),
    ("Edg", "Edge"),
    ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_of(user_agent: str) -> str:
    """Return for example `Android · WeChat`; what is not recognised is left out."""
    found = (next((word for sign, word in signs if sign in user_agent), "") for signs in (_SYSTEMS, _PROGRAMS))
    return " · ".join(word for word in found if word)
