"""What several pages are made of: charts, calendars, links, pagers and wording. No part imports a page."""
