/** The actions of the browser events of the demo, except for the use of templates. */
export const BROWSER_ACTIONS = ['click', 'entity_view', 'page_view', 'search'];
