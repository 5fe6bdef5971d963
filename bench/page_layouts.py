"""How Vietnamese newspapers build the pages of their articles, 2015 to today: structure and labels, no texts of theirs.

Each layout is a set of templates; `bench.made_pages` fills them with real articles and with furniture of its own.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Layout:
    """Templates of one paper's page. `page` holds the slots of the others; an empty template leaves its part out.

    Slots: {title} {lead} {date} {author} {source} {section} {body} {tools} {tail} {comments} in `page`; {text} in
    `paragraph`; {text} {credit} in `figure`; {title} {text} in `related`.
    """

    name: str
    page: str
    paragraph: str = "<p>{text}</p>"
    figure: str = "<figure><img src='a.jpg'><figcaption>{text} Ảnh: {credit}</figcaption></figure>"
    related: str = "<div class='box-related'><a href='/k.html'>{title}</a><p>{text}</p></div>"
    head: str = ""
    stamp: str = ""
    paper: str = ""


_OG: Final = (
    '<meta property="og:title" content="{title}"><meta property="og:description" content="{lead}">'
    '<meta property="og:type" content="article">'
)
_TIMED: Final = _OG + '<meta property="article:published_time" content="{iso}">'
_LINKED: Final = _OG + (
    '<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}",'
    '"datePublished":"{iso}","author":{{"@type":"Person","name":"{author}"}},"publisher":{{"@type":"Organization",'
    '"name":"{paper}"}}}}</script>'
)

LAYOUTS: Final = (
    Layout(
        "vnexpress",
        "<section class='section page-detail top-detail'><div class='container flexbox'><div class='sidebar-1'>"
        "<div class='header-content width_common'><ul class='breadcrumb'><li><a href='/t'>{section}</a></li></ul>"
        "<span class='date'>{date}</span></div><h1 class='title-detail'>{title}</h1><p class='description'>"
        "<span class='location-stamp'>Hà Nội</span>{lead}</p><article class='fck_detail'>{body}<p class='Normal' "
        "style='text-align:right;'><strong>{author}</strong></p></article><div"
        " class='footer-content'>{tools}</div></div>"
        "<div class='sidebar-2'>{tail}</div></div></section>{comments}",
        paragraph="<p class='Normal'>{text}</p>",
        figure="<figure class='tplCaption'><div class='fig-picture'><img alt='x'></div><figcaption><p class='Image'>"
        "{text} Ảnh: <em>{credit}</em></p></figcaption></figure>",
        related="<div class='box-tinlienquanv2'><article class='item-news'><h4 class='title-news'><a"
        " href='/k'>{title}</a>"
        "</h4><p class='description'><a href='/k'>{text}</a></p></article></div>",
        head=_TIMED + '<meta name="author" content="VnExpress"><meta property="og:site_name" content="vnexpress.net">',
        paper="vnexpress.net",
    ),
    Layout(
        "tuoitre",
        "<div class='main-detail'><div class='detail__main'><div class='detail-top'><a class='detail-cate' href='/t'>"
        "{section}</a></div><h1 class='detail-title article-title' data-role='title'>{title}</h1><div"
        " class='detail-info'>"
        "<div class='author-info'><a class='name' title='{author}'>{author}</a></div><div class='detail-time'><div "
        "data-role='publishdate'>{date}</div></div></div>{tools}<h2 class='detail-sapo' data-role='sapo'>{lead}</h2>"
        "<div class='detail-cmain'><div class='detail-content afcbc-body' data-role='content' itemprop='articleBody'>"
        "{body}</div></div>{tail}</div></div>{comments}",
        figure="<figure class='VCSortableInPreviewMode' type='Photo'><div><img></div><figcaption"
        " class='PhotoCMS_Caption'>"
        "<p data-placeholder='Nhập chú thích ảnh'>{text} - Ảnh: {credit}</p></figcaption></figure>",
        related="<div class='VCSortableInPreviewMode' type='RelatedOneNews'><a class='title' href='/k'>{title}</a>"
        "<p class='sapo'>TTO - {text}</p></div>",
        head=_TIMED,
        stamp="TTO - ",
    ),
    Layout(
        "thanhnien",
        "<div class='detail__container'><div class='detail-cate'><a href='/t'>{section}</a></div><h1"
        " class='detail-title'>"
        "<span data-role='title'>{title}</span></h1><div class='detail-author'><div class='author-info'><a"
        " class='name'>"
        "{author}</a><a class='email'>an.le@baomau.example</a></div></div><div class='detail-time'>{date}</div>{tools}"
        "<h2 class='detail-sapo' data-role='sapo'>{lead}</h2><div class='detail-cmain'><div class='detail-content "
        "afcbc-body'>{body}</div></div><div class='detail__tag'>{tail}</div></div>{comments}",
        figure="<div class='VCSortableInPreviewMode' type='Photo'><div><img></div><div"
        " class='PhotoCMS_Caption'><p>{text}"
        "</p></div><div class='PhotoCMS_Author'><p>{credit_upper}</p></div></div>",
        head=_LINKED,
        paper="Báo Mẫu",
    ),
    Layout(
        "dantri",
        "<main class='body container'><ul class='dt-flex'><li><a class='dt-text-c808080'"
        " href='/t'>{section}</a></li></ul>"
        "<article class='dt-flex dt-flex-col singular-container'><h1 class='title-page detail'"
        " data-slot='title'>{title}"
        "</h1><div class='dt-flex author-wrap'><div class='author-name'><a href='/tac-gia/le-mau.htm'>"
        "<b>{author}</b></a>"
        "</div><time class='author-time' datetime='{iso_short}'>{date}</time></div><h2 class='singular-sapo' "
        "data-slot='sapo'>{lead}</h2><div class='singular-content dt-text-lg' data-slot='content'>{body}</div>{tools}"
        "</article>{tail}</main>{comments}",
        figure="<figure class='image align-center'><img><figcaption><p>{text} (Ảnh: {credit}).</p></figcaption>"
        "</figure>",
        related="<article class='related-news'><div><a href='/k'><h3>{title}</h3></a></div></article>",
        head=_OG + '<meta property="og:site_name" content="Báo điện tử Dân trí">',
        stamp="(Dân trí) - ",
        paper="Báo điện tử Dân trí",
    ),
    Layout(
        "vietnamnet",
        "<div class='container__left not-pl'><div class='newsFeatureBox bread-crumb-detail'><ul><li><a"
        " href='/t'>{section}"
        "</a></li></ul><div class='bread-crumb-detail__time'>{date}</div></div><h1 class='content-detail-title'>{title}"
        "</h1><div class='article-detail-author-wrapper'><p class='article-detail-author__info'><a href='/tac-gia/x'>"
        "{author}</a></p></div><h2 class='content-detail-sapo sm-sapo-mb-0'>{lead}</h2>{tools}<div id='maincontent' "
        "class='maincontent main-content'>{body}</div>{tail}</div>{comments}",
        figure="<figure class='vnn-content-image'><img><figcaption>{text} Ảnh: {credit}</figcaption></figure>",
        related="<div class='insert-wiki-content'><div class='summary'><a href='/k'><img></a><div"
        " class='summary__content'>"
        "<a class='summary__content-title' href='/k'>{title}</a><span class='summary__content-desc'>{text}</span></div>"
        "</div></div>",
        head=_LINKED + '<meta property="og:site_name" content="VietNamNet News"><meta name="author" '
        'content="VietNamNet News">',
        paper="VietNamNet News",
    ),
    Layout(
        "vov",
        "<div class='row article-header'><div class='article-breadcrumb'><a href='/t'>{section}</a></div><h1 class="
        "'article-title'>{title}</h1><div class='article-date'>{date}</div></div>{tools}<div class='article-summary'>"
        "{lead}</div><div class='article-content'>{body}</div><div class='article-author'><p>{author}/VOV.VN</p></div>"
        "{tail}{comments}",
        figure="<div class='media-image'><img><p class='image-caption'>{text} Ảnh: {credit}</p></div>",
        head=_OG,
        stamp="VOV.VN - ",
    ),
    Layout(
        "nguoiduatin",
        "<main class='main_detail'><div class='breadcrumb'><a href='/t'>{section}</a></div><h1"
        " class='title-detail'>{title}"
        "</h1><div class='author-share-top'><div><a class='author' href='/tac-gia/x'>{author}</a><span"
        " class='post-time'> "
        "- {date}</span></div></div><div class='sapo_detail'>{lead}</div><div id='content_detail_news'>{body}<p><a "
        "href='/'>Xem thêm trên Báo Mẫu</a></p></div>{tools}{tail}</main>{comments}",
        figure="<table class='image'><tbody><tr><td><img></td></tr><tr><td class='caption'>{text} Ảnh:"
        " {credit}.</td></tr>"
        "</tbody></table>",
        head=_OG,
    ),
    Layout(
        "zing",
        "<article class='the-article'><header class='the-article-header'><p class='the-article-category'><a href='/t'>"
        "{section}</a></p><h1 class='the-article-title'>{title}</h1><ul class='the-article-meta'><li"
        " class='the-article-"
        "author'>{author}</li><li class='the-article-publish'>{date}</li></ul></header><section class='main'><p class="
        "'the-article-summary'>{lead}</p><div class='the-article-body'>{body}</div></section>{tools}{tail}</article>"
        "{comments}",
        figure="<table class='picture'><tbody><tr><td class='pic'><img></td></tr><tr><td class='pCaption"
        " caption'>{text} "
        "Ảnh: {credit}.</td></tr></tbody></table>",
        related="<div class='inner-article'><a href='/k'><h2 class='title'>{title}</h2><p"
        " class='summary'>{text}</p></a>"
        "</div>",
        head=_LINKED + '<meta property="og:site_name" content="Báo Mẫu">',
        paper="Báo Mẫu",
    ),
    Layout(
        "laodong",
        "<div class='main-article'><ol class='breadcrumbs'><li><a href='/t'>{section}</a></li></ol><div"
        " class='title'><h1>"
        "{title}</h1></div><div class='m-t'><span class='author'>{author_upper}</span> | <time"
        " class='f-datetime'>{date}"
        "</time></div><div class='chappeau'>{lead}</div>{tools}<div"
        " class='art-body'>{body}</div>{tail}</div>{comments}",
        figure="<figure class='insert-center-image'><img><figcaption class='image-caption'>{text} Ảnh:"
        " {credit}</figcaption>"
        "</figure>",
        head=_TIMED,
    ),
    Layout(
        "tienphong",
        "<div class='article'><div class='article__breadcrumb'><a href='/t'>{section}</a></div><h1"
        " class='article__title "
        "cms-title'>{title}</h1><div class='article__meta'><div class='article__author'><span class='name cms-author'>"
        "{author}</span></div><time class='time' datetime='{iso}'>{date}</time></div>{tools}<div class='article__sapo "
        "cms-desc'>{lead}</div><div class='article__body cms-body'"
        " itemprop='articleBody'>{body}</div>{tail}</div>{comments}",
        figure="<table class='picture' align='center'><tbody><tr><td><img></td></tr><tr><td class='caption'>"
        "<p>{text} Ảnh: "
        "{credit}</p></td></tr></tbody></table>",
        head=_OG,
        stamp="TPO - ",
    ),
    Layout(
        "24h",
        "<div class='cate-24h-foot-arti-deta'><div class='cate-24h-foot-breadcrumb'><a href='/t'>{section}</a>"
        "</div><h1 id="
        "'article_title' class='clrTit bld tuht_show'>{title}</h1><div class='cate-24h-foot-arti-deta-cre'><time class="
        "'cate-24h-foot-arti-deta-cre-post'>{date}</time></div><h2 id='article_sapo' class='ctTp tuht_show'>{lead}</h2>"
        "{tools}<article class='cate-24h-foot-arti-deta-info' id='article_body'>{body}<p class='linkOriginal'>Theo "
        "{author}</p></article>{tail}</div>{comments}",
        figure="<p align='center'><img class='news-image'></p><p class='img_chu_thich_0407'"
        " style='text-align:center'><em>"
        "{text} Ảnh: {credit}</em></p>",
        head=_OG,
    ),
    Layout(
        "soha",
        "<div class='wrapper-detail clearfix totalcontentdetail'><h1 class='news-title'>{title}</h1><p"
        " class='news-info'>"
        "<b class='op-author'>{author}</b> | <time class='op-published'>{date}</time></p><div class='clearfix"
        " news-body'>"
        "<p class='news-sapo'>{lead}</p>{tools}<div class='clearfix news-content detail-content'>{body}</div>"
        "<div class="
        "'bottom-info'><a class='link-source-name'>Theo <span class='link-source-text-name'>{source}</span><span class="
        "'btn-copy-link-source'>Copy link</span></a><div class='link-source-detail'><div>Link bài gốc</div>"
        "<span>Lấy link!"
        "</span><div>https://baokhac.example/xa-doi-sim-sua-duong.html</div></div></div></div></div>{tail}{comments}",
        figure="<div class='VCSortableInPreviewMode'><div><img></div><div class='PhotoCMS_Caption'><p>{text}"
        " Ảnh: {credit}"
        "</p></div></div>",
        head=_TIMED,
    ),
    Layout(
        "utility",
        "<div class='mx-auto max-w-3xl px-4'><div class='mb-2 text-sm'><a href='/t'>{section}</a></div><h1"
        " class='text-3xl "
        "font-bold'>{title}</h1><div class='mt-2 flex items-center text-gray-500'><a href='/author/le-mau'>{author}</a>"
        "<span class='mx-2'>•</span><time datetime='{iso}'>{date}</time></div><p class='mt-4 font-semibold'>{lead}</p>"
        "<div class='prose mt-6'>{body}</div><div class='mt-8 flex gap-2'>{tools}</div>{tail}</div>{comments}",
        figure="<figure class='my-4'><img class='w-full'><figcaption class='text-center text-xs'>{text} Ảnh: {credit}"
        "</figcaption></figure>",
        related="<div class='my-4 border p-3'><a href='/k' class='font-medium'>{title}</a><p"
        " class='text-xs'>{text}</p></div>",
    ),
    Layout(
        "tables2015",
        "<table width='980'><tr><td class='colleft'><div class='path'><a href='/t'>{section}</a></div><div"
        " class='pTitle'>"
        "<h1>{title}</h1></div><div class='tDate'>{date}</div><div class='pHead'>{lead}</div><div class='pBody'>{body}"
        "<div align='right'><b>{author}</b></div></div>{tools}{tail}</td><td class='colright'>{comments}</td>"
        "</tr></table>",
        paragraph="<div style='text-align:justify'>{text}</div>",
        figure="<table class='tplImg'><tr><td><img></td></tr><tr><td class='desc_image'>{text} Ảnh:"
        " {credit}</td></tr></table>",
        related="<ul class='lq'><li><a href='/k'>{title}</a></li></ul>",
    ),
    Layout(
        "breaks2010",
        "<div id='wrapper'><div id='left'><h2 class='tieude'>{title}</h2><span class='ngay'>{date}</span><div class="
        "'tomtat'>{lead}</div><div class='noidung'>{body}<br><br><b>{author}</b></div>{tools}{tail}</div>"
        "</div>{comments}",
        paragraph="{text}<br><br>",
        figure="<div align='center'><img><br><i class='chuthich'>{text} Ảnh: {credit}</i></div>",
        head="<title>{title}</title>",
    ),
    Layout(
        "agency",
        "<main><div class='crumb'><a href='/t'>{section}</a></div><h1 class='article__title'>{title}</h1><h2 class="
        "'article__sapo'>{lead}</h2><div class='article__meta'><div class='author'>{author}</div><time datetime="
        "'{iso}'>{date}</time></div>{tools}<div class='article__body'>{body}</div>{tail}</main>{comments}",
        figure="<figure><img><figcaption>{text} (Ảnh: {credit})</figcaption></figure>",
        related="<div class='item'><a href='/k'>{title}</a><p>{text}</p></div>",
        head=_TIMED,
    ),
    Layout(
        "republished",
        "<div class='kbw'><div class='cat'><a href='/t'>{section}</a></div><h1 class='kbwc-title'>{title}</h1><div"
        " class='kbwc-meta'><span class='kbwcm-author'>{author}, </span><span class='kbwcm-source'>Theo {source}</span>"
        " <span class='kbwcm-time' title='{iso}'>{date}</span></div>{tools}<h2 class='knc-sapo'>{lead}</h2><div class="
        "'knc-content'>{body}</div>{tail}</div>{comments}",
        figure="<div class='VCSortableInPreviewMode'><img><div class='PhotoCMS_Caption'><p>{text} Ảnh: {credit}</p>"
        "</div></div>",
        related="<div class='relate'><a href='/k'>{title}</a></div>",
        head=_TIMED,
    ),
    Layout(
        "provincial",
        "<div class='detail'><div class='path'><a href='/'>Trang chủ</a><a href='/t'>{section}</a></div><div class="
        "'time'>{date}</div><h1 class='tt'>{title}</h1>{tools}<div class='sapo'>{lead}</div><div class='content'>{body}"
        "<p style='text-align:right'><strong>{author_upper}</strong></p></div>{tail}</div>{comments}",
        paragraph="<p style='text-align:justify'>{text}</p>",
        figure="<table class='image'><tr><td><img></td></tr><tr><td class='note'>{text} Ảnh: {credit_upper}</td></tr>"
        "</table>",
        related="<div class='tlq'><b>Tin liên quan</b><ul><li><a href='/k'>{title}</a></li></ul></div>",
        head=_OG,
        stamp="(BM) - ",
    ),
)
