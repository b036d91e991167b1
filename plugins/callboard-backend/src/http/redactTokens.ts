import { RequestHandler } from 'express';

/** The token in the path of a calendar feed, or in a query. */
const tokens = /(\/calendar\/)[^/?]+|([?&]token=)[^&]*/gi;

/**
 * Redacts the tokens of calendar feeds and of unsubscribe links in the portal's request log. The
 * log reads `originalUrl` once a response is sent.
 */
export const redactTokens: RequestHandler = (req, _res, next) => {
  req.originalUrl = req.originalUrl.replace(tokens, '$1$2<redacted>');
  next();
};
