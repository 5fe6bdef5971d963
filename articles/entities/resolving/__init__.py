"""Entity resolution: the archive corrects the article.

What one article cannot tell, all articles in which a name stands tell together: that "Trương Hoà Bình" is a person
wherever he was taken for a place, that "Donad Trump" is a slip, that "Vingroup" is "Tập đoàn Vingroup", that "Ambu" is
no place.

    mention_contexts  what the words beside a mention say of the name
    evidence          that of all mentions of a name, kept with each mention
    known_names       what a name says of itself
    same_names        one name found as several kinds, or as the wrong one: which kind it has
    bearers           whether a part of a name can only mean one entity
    variants          names that differ and are one entity beyond doubt
    nameless_bodies   bodies without a name of their own
    doubtful_names    names of bodies that all names together cast doubt on
    listing           from how many articles on lists have a name
    automatic         all of these brought up to date; the merges are decisions that editors see, and can undo for good
"""
