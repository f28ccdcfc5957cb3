/** What runs that began before do otherwise. A name is taken away when no such run is left. */

/** A row of the lists tells since when it is shown. */
export const SHOWN_AT = 'shown-at';
