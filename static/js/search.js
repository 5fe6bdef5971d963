// The scripts of the search page.

import "./histogram.js";
import "./facets.js";
import "./article-list.js";
import "./hit-passages.js";
import "./reading-pane.js";
import "./filters.js";
import "./compare.js";
