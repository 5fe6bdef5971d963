"""What the labels of elements (classes, ids ...) say of them, as papers write them: hints, no more."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_Test = Callable[[str], bool]


def _words(words: str) -> str:
    return rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])"


def _test(pattern: str) -> _Test:
    search = re.compile(pattern, re.IGNORECASE).search

    @lru_cache(maxsize=4000)
    def holds(label: str) -> bool:
        return search(label) is not None

    return holds


# Names that hide an element as a whole, unlike "field-label-hidden", which hides its label, or "overflow-hidden".
_HIDING: Final = r"(?:^|\s)(?:(?:tw|is|u|visually|element|screen-reader)-)?hidden(?:$|\s)"
is_beside: Final = _test(
    r"related|relate|lien-?quan|tinlien|tin-lq|box-?tin|tinkhac|docthem|doc-them|xem-?them|read-?more|recommend"
    r"|suggest|share|social|comment|binhluan|banner|advert|quangcao"
    r"|breadcrumb|list-?news|newsletter|subscribe|popup|sidebar|pagination|toolbar|menu|copyright|footer"
    r"|inner-article|tags?-?(?:list|box|bar)|box-?tag|most-?read|more-?news|tin-?moi|google-?news|hotline|copy-?link"
    r"|\bai-?summar|summar\w*-?ai\b|tom-?tat-?ai|\bai-?tom-?tat|auto-?summar"
    r"|slick-(?:prev|next|dots|arrow)|swiper-(?:button|pagination)|owl-(?:nav|dots|prev|next)"
    r"|carousel-(?:control|indicator)"
    # Posts of social networks.
    r"|fb-(?:post|video|xfbml)|twitter-(?:tweet|video)|instagram-media|tiktok-embed|threads-post|telegram-post"
    rf"|{_words('polls?|surveys?|quiz|binh-?chon|tham-?do|khao-?sat|trac-?nghiem')}"
    rf"|{_HIDING}|{_words('toc')}|table-?of-?contents|muc-?luc|tooltip|modal|sticky|{_words('ads?|qc|tags?|more|tool|tools|related-news|audio|rating|vote|top-bar|topbar|nav')}"
)
# "book-widget", not what a page builder puts around every text.
is_widget: Final = _test(r"(?<!elementor)(?<!panel)-widget(?:$|\s)")
is_lead: Final = _test(
    r"sapo|chapeau|chappeau|tom-?tat|summary|teaser|intro(?:text)?\b"
    rf"|{_words('lead|desc|description|excerpt|standfirst|dek|trichdan|trich-dan|mo-?dau')}"
)
is_caption: Final = _test(
    r"caption|chu-?thich|body-image|image-?(?:desc|note|title)|img-?(?:desc|note|title)|photo-?(?:desc|note"
    r"|title|credit)|pic-?(?:desc|note)|(?:^|\s)Image(?:$|\s)"
)
is_photographer: Final = _test(
    r"(?:photo|image|img|pic)\w*[-_]?(?:author|credit|source|by)$|photographer|(?:photo|image)[-_](?:author|credit)"
)
is_byline: Final = _test(rf"author|byline|tac-?gia|nguoi-?viet|signature|but-?danh|{_words('source|fn|vcard')}|nguon")
is_source: Final = _test(rf"{_words('source')}|nguon|link-?source|linkoriginal")
is_section: Final = _test(
    r"bread-?crumb|cate(?:gory)?(?:$|[\s_-])|(?:^|[\s_-])cat(?:$|[\s_-])|chuyen-?muc|(?:^|[\s_-])section"
)
is_crumbs: Final = _test(rf"bread-?crumb|crumbs|{_words('bread|path-?way|duong-?dan')}")
# The item of a menu that is marked as the one that is read.
is_active: Final = _test(r"(?:menu|nav|cate?)[-_]?(?:item-?)?active|active-?(?:menu|nav|cate?)|current-(?:menu|cat)")
is_marked: Final = _test(_words("active|current|selected"))
is_date: Final = _test(r"date|time|publish|ngay|posted|meta|clock")
# The day of the visit, which some pages print at the top.
is_today: Final = _test(r"now|today|current|hom-?nay|\bheader(?!-content)")
is_title: Final = _test(r"title|tieu-?de|headline")
# The title of the article, not that of a box or of the site.
is_headline: Final = _test(
    r"(?:article|post|entry|detail|news|story|content|bai-?viet|chi-?tiet|tin)[-_]*(?:title|header|headline|heading|tieu-?de)"
    r"|(?:main|page|cms|p)[-_]?title|title[-_]?(?:article|post|detail|news|page)|lbl[-_]?(?:title|tieu-?de)"
    r"|tieu-?de[-_]?(?:bai|tin|chi-?tiet)|headline"
    rf"|{_words('p-name')}"
)
# The head of the article, with its title and what stands with it.
is_head: Final = _test(r"(?:article|post|entry|detail|news|story|content|bai-?viet)[-_]*(?:header|heading|head|top)\b")
# What is told of the article beside its text.
is_info: Final = _test(r"(?:article|post|entry|detail|news|item|meta)[-_]*(?:info|meta|actions)\b")
is_updated: Final = _test(r"updated|modified")
is_content: Final = _test(
    r"(?:article|detail|post|entry|news|maincontent|main|body|content|cms|singular|story)[-_]*(?:body|content"
    r"|text|detail|main)|fck_detail|cms-body|noi-?dung|the-article-body|knc-content|chi-?tiet|articleBody"
    rf"|{_words('content')}"
)
# What plays a film or a recording, with its messages and its clock.
is_player: Final = _test(
    rf"video-js|{_words('(?:vjs|jw|jwplayer|plyr|mejs|flowplayer|amplitude|howler)(?:[-_]+[a-z-]+)?')}"
    r"|(?:video|audio|media)[-_]?player"
)
# What a quotation is set apart in: the name in it is that of who said it.
is_quote: Final = _test(rf"{_words('(?:block|pull|cms)?-?quotes?')}|trich-?dan")
is_comments: Final = _test(r"comment|binhluan|binh-luan|ykien|y-kien")
