"""What MkDocs must know of the data: the site's name, its languages, its menu, the words of the templates of the theme.

In: MkDocs' configuration, the subject, the messages. Out: the configuration, changed. Nothing that it sets stands in
mkdocs.yml.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import material
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginLanguage

from atlas.build.generator import set_languages
from atlas.language.languages import Language, language, prefix
from atlas.language.markup import Markup, escape
from atlas.language.messages import Messages, plain_message
from atlas.model.beside import Subject
from atlas.render.sections import ENTRANCES, SECTIONS, Section

_MATERIAL_LANGUAGES = Path(str(material.__file__)).parent / "templates" / "partials" / "languages"

#: Messages that the templates of the theme say.
SAID = (
    "heading_link",
    "on_this_page",
    "whole_menu",
    "link_copied",
    "scheme_0",
    "scheme_1",
    "scheme_2",
    "footer_terms",
    "footer_made",
)


def configure(config: MkDocsConfig, subject: Subject, messages: Messages) -> None:
    """Set what follows from the data, once for all languages."""
    languages = subject.all_languages
    config.site_name = site_name(subject, languages[0])
    set_languages(config, [_i18n(code, subject, messages) for code in languages])
    config.extra["atlas"] = {
        "languages": {
            code: _theme(language(code), prefix(code, languages), config)
            | {"said": {word: plain_message(messages, word, code, languages[0]) for word in SAID}}
            for code in languages
        },
        "not_found": [_not_found(code, languages, messages) for code in languages],
    }


def site_name(subject: Subject, code: str) -> Markup:
    """The name of the site in one language, as HTML: Material prints it as it is, also into attributes.

    The plugin for languages takes plain texts only, in which Material would escape it a second time in some places.
    """
    return escape(subject.title.in_language(code) or subject.title.first)


def _i18n(code: str, subject: Subject, messages: Messages) -> I18nPluginLanguage:
    """What the plugin for languages must know of one."""
    first = subject.languages[0]

    def entry(section: Section) -> dict[str, Any]:
        within = [section.path, *map(entry, section.children)] if section.children else section.path
        return {plain_message(messages, section.word, code, first): within}

    found = I18nPluginLanguage()
    found.load_dict(
        {
            "locale": code,
            "name": language(code).name,
            "default": code == first,
            "nav": [entry(section) for section in SECTIONS],
        }
    )
    found.validate()
    return found


def _theme(own: Language, root: str, config: MkDocsConfig) -> dict[str, Any]:
    """What the templates of the theme need of a language; ``words`` is that of Material's languages which comes nearest."""
    card = f"assets/social/{own.code}.png"
    return {
        "root": root,
        "font": own.font,
        "territory": f"{own.locale.language}_{own.territory}",
        "words": own.code if (_MATERIAL_LANGUAGES / f"{own.code}.html").is_file() else "en",
        "card": card if Path(config.docs_dir, card).is_file() else "",
    }


def _not_found(code: str, languages: tuple[str, ...], messages: Messages) -> dict[str, Any]:
    """The part of the 404 page in one language; in a language without words for it, none."""
    if code not in messages["not_found"]:
        return {}
    root = prefix(code, languages)
    return {
        "language": code,
        "direction": language(code).direction,
        "title": plain_message(messages, "not_found", code, languages[0]),
        "text": plain_message(messages, "not_found_more", code, languages[0]),
        "links": [
            {
                "address": root + section.address or ".",
                "word": plain_message(messages, section.word, code, languages[0]),
            }
            for section in (SECTIONS[0], *ENTRANCES)
        ],
    }
