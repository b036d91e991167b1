import { RootConfigService } from '@backstage/backend-plugin-api';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The host names at which people open this portal: those of `app.baseUrl` and
 * `backend.baseUrl`. Where one of them is this machine's own, all its names are.
 *
 * Another site can have its own name resolve to the portal's address (DNS
 * rebinding); browsers then take the two for one, but still tell the name.
 */
export class OwnHostNames {
  readonly #names: ReadonlySet<string>;

  constructor(config: RootConfigService) {
    const names = ['app.baseUrl', 'backend.baseUrl'].map(
      key => new URL(config.getString(key)).hostname,
    );
    const isLocal = names.some(name => LOOPBACK.includes(name));
    this.#names = new Set(isLocal ? [...names, ...LOOPBACK] : names);
  }

  /** Whether a request came to one of them, from a page of one of them. */
  accept(headers: { host?: string; origin?: string }): boolean {
    const { host, origin } = headers;
    return (
      host !== undefined &&
      this.#has(`http://${host}`) &&
      (origin === undefined || this.#has(origin))
    );
  }

  #has(url: string): boolean {
    return URL.canParse(url) && this.#names.has(new URL(url).hostname);
  }
}
