"""Entity resolution: the archive corrects the article.

What one article cannot tell, all articles in which a name stands tell together: that "Trương Hoà Bình" is a person
wherever he was taken for a place, that "Donad Trump" is a slip, that "Vingroup" is "Tập đoàn Vingroup".

    same_names     one name found as several kinds: which kind it has
    variants       names that differ and are one entity beyond doubt
    automatic      both kept as merges that editors see, and can undo for good
"""
