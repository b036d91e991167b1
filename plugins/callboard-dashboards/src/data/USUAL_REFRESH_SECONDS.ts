/** The default interval between refetches of a dashboard's numbers. */
export const USUAL_REFRESH_SECONDS = 60;
