import express from 'express';
import Router from 'express-promise-router';
import { createHmac, timingSafeEqual } from 'crypto';
import { z } from 'zod';
import { translateErrors } from '../../http/translateErrors';
import { MailSource } from './MailSource';
import { Html, html } from './messages/emailHtml';
import { formatMailKind } from './messages/emailTexts';
import { Clock } from '../../kernel/clock';

const DAY_MS = 86_400_000;

/** The lifetime of a token. Links are often used long after the email was received. */
const LIFETIME_MS = 90 * DAY_MS;

/** The maximum length of a token. Longer tokens are invalid, so they are not verified. */
const MAX_TOKEN_LENGTH = 1_024;

/** The user whom a link unsubscribes, and the kind of emails that the link turns off. */
export interface Unsubscription {
  user_ref: string;
  /** A notification type; null for digests. */
  type: string | null;
}

const claimsSchema = z.tuple([z.string(), z.string().nullable(), z.int()]);

/**
 * Creates and verifies tokens of unsubscribe links. A token proves that Callboard sent the link to
 * the user, to unsubscribe from one kind of email. It needs no session and lasts 90 days. Repeated
 * use has no further effect.
 */
export class UnsubscribeTokens {
  constructor(
    private readonly deps: {
      clock: Clock;
      /** Returns the secret that all replicas share. */
      secret: () => Promise<Buffer>;
    },
  ) {}

  async create({ user_ref, type }: Unsubscription): Promise<string> {
    const expiry = this.deps.clock.now() + LIFETIME_MS;
    const payload = Buffer.from(
      JSON.stringify([user_ref, type, expiry]),
    ).toString('base64url');
    return `${payload}.${await this.sign(payload)}`;
  }

  /** @returns undefined for an invalid, modified or expired token */
  async read(token: string): Promise<Unsubscription | undefined> {
    const [payload, signature, ...extraParts] = token.split('.');
    if (
      token.length > MAX_TOKEN_LENGTH ||
      !signature ||
      extraParts.length > 0
    ) {
      return undefined;
    }
    const expected = Buffer.from(await this.sign(payload));
    const actual = Buffer.from(signature);
    if (
      actual.length !== expected.length ||
      !timingSafeEqual(actual, expected)
    ) {
      return undefined;
    }
    const json = Buffer.from(payload, 'base64url').toString();
    const [user_ref, type, expiry] = claimsSchema.parse(JSON.parse(json));
    return expiry > this.deps.clock.now() ? { user_ref, type } : undefined;
  }

  private async sign(payload: string): Promise<string> {
    return createHmac('sha256', await this.deps.secret())
      .update(payload)
      .digest('base64url');
  }
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 48px 16px; background: #f3f4f6; color: #1d2127;
  font: 16px/24px -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 480px; margin: 0 auto; padding: 24px; background: #fff;
  border: 1px solid #d9dde3; border-radius: 8px; overflow-wrap: anywhere; }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 28px; }
p { margin: 0 0 16px; }
button { padding: 10px 18px; border: 0; border-radius: 6px; background: #1f5493;
  color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 3px solid #6ea3de; outline-offset: 2px; }
a { color: #1f5493; }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #e8eaed; }
  main { background: #1f2227; border-color: #3a3f47; }
  button { background: #9cc3f5; color: #10151c; }
  a { color: #9cc3f5; }
}`;

/** The CSP of the pages: they may only render and submit their form. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

interface UnsubscribeLabels {
  /** The label of the type; undefined for digests. */
  label: string | undefined;
  /** Absent without the notifications feature. */
  preferencesUrl?: string;
}

/** Asks for confirmation; its button posts to the same URL. */
function renderConfirmationPage(labels: UnsubscribeLabels): Html {
  return renderHtmlPage(
    `Unsubscribe from ${formatMailKind(labels.label)}?`,
    html`<p>You will still see these notifications in Callboard.</p>
      <form method="post">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button type="submit">Unsubscribe</button>
      </form>`,
  );
}

function renderDonePage({ label, preferencesUrl }: UnsubscribeLabels): Html {
  return renderHtmlPage(
    `Unsubscribed from ${formatMailKind(label)}`,
    html`${preferencesUrl &&
    html`<p>
      You can turn these emails on again at any time:
      <a href="${preferencesUrl}">change your notification preferences</a>.
    </p>`}`,
  );
}

function renderInvalidPage(preferencesUrl: string | undefined): Html {
  return renderHtmlPage(
    'This link has expired or is incomplete',
    html`${preferencesUrl &&
    html`<p>
      Sign in and
      <a href="${preferencesUrl}">change your notification preferences</a>.
    </p>`}`,
  );
}

function renderHtmlPage(title: string, content: Html): Html {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

/** The path of unsubscribe links, below the plugin's base path. */
export const UNSUBSCRIBE_PATH = '/mail/unsubscribe';

/**
 * Serves the links in emails, without a session. A GET asks for confirmation and changes nothing,
 * because email scanners follow links. A POST unsubscribes, from the page or from an email client's
 * own button (RFC 8058). The link contains everything, so the body is not read.
 */
export function createUnsubscribeRouter({
  tokens,
  source,
  preferencesUrl,
}: {
  tokens: UnsubscribeTokens;
  source: () => Pick<MailSource, 'unsubscribe' | 'getTypeLabel'>;
  preferencesUrl: string | undefined;
}): express.Router {
  /** Reads the token of a link; responds with an error page if it is invalid. */
  async function readLink(
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
    const found = await readLink(req, res);
    if (found) {
      send(res, 200, renderConfirmationPage(found));
    }
  });
  router.post(UNSUBSCRIBE_PATH, async (req, res) => {
    const found = await readLink(req, res);
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
