import { RequestHandler } from 'express';

const tokens = /(\/calendar\/)[^/?]+|([?&]token=)[^&]*/g;

/**
 * Hides the tokens of calendar feeds and of links to unsubscribe from the portal's access log, which reads
 * `originalUrl` once a response is sent.
 */
export const redactTokens: RequestHandler = (req, _res, next) => {
  req.originalUrl = req.originalUrl.replace(tokens, '$1$2<redacted>');
  next();
};
