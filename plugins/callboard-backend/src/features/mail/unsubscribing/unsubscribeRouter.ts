import express from 'express';
import Router from 'express-promise-router';
import { translateErrors } from '../../../http/translateErrors';
import { MailSource } from '../MailSource';
import { Html } from '../messages/html';
import {
  askPage,
  renderDonePage,
  renderInvalidPage,
  PAGE_POLICY,
  UnsubscribeLabels,
} from './unsubscribePages';
import { Unsubscription, UnsubscribeTokens } from './UnsubscribeTokens';

/** Below the plugin's base path. */
export const UNSUBSCRIBE_PATH = '/mail/unsubscribe';

/**
 * Serves the links in emails, without a session. A GET asks for confirmation and changes nothing,
 * because email scanners follow links. A POST unsubscribes, from the page or from an email client's
 * own button (RFC 8058). The body adds nothing to the link, so it is not read.
 */
export function unsubscribeRouter({
  tokens,
  source,
  preferencesUrl,
}: {
  tokens: UnsubscribeTokens;
  source: () => Pick<MailSource, 'unsubscribe' | 'getTypeLabel'>;
  preferencesUrl: string;
}): express.Router {
  async function read(
    req: express.Request,
    res: express.Response,
  ): Promise<(Unsubscription & UnsubscribeLabels) | undefined> {
    const { token } = req.query;
    const found =
      typeof token === 'string' ? await tokens.read(token) : undefined;
    if (!found) {
      send(res, 404, renderInvalidPage(preferencesUrl));
      return undefined;
    }
    const label =
      found.type === null ? undefined : source().getTypeLabel(found.type);
    return { ...found, label, preferencesUrl };
  }

  const router = Router();
  router.get(UNSUBSCRIBE_PATH, async (req, res) => {
    const found = await read(req, res);
    if (found) {
      send(res, 200, askPage(found));
    }
  });
  router.post(UNSUBSCRIBE_PATH, async (req, res) => {
    const found = await read(req, res);
    if (found) {
      await source().unsubscribe(found.user_ref, found.type);
      send(res, 200, renderDonePage(found));
    }
  });
  router.use(translateErrors);
  return router;
}

function send(res: express.Response, status: number, page: Html): void {
  res
    .status(status)
    .set({
      'Content-Security-Policy': PAGE_POLICY,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    })
    .type('html')
    .send(page.toString());
}
