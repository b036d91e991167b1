import { createHash } from 'crypto';
import { HttpResponse } from 'msw';

/** One of GitHub's lists of changed issues or comments, the least recently changed first. */
export class FakeList {
  readonly entries = new Map<number, any>();
  /** The requests so far, abbreviated. */
  readonly queries: string[] = [];
  /** Called before each response. If it returns a response, that response is sent instead. */
  intervene: (query: string) => Response | undefined = () => undefined;

  /**
   * @param repo - the repository of the request; only `hello-world` has entries
   * @param now - the time of GitHub's own clock
   */
  answer(request: Request, repo: string, now: string): Response {
    const url = new URL(request.url);
    const since = url.searchParams.get('since') ?? '';
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const query = `${repo} since ${since || 'ever'} page ${page}`;
    this.queries.push(query);
    const override = this.intervene(query);
    if (override) {
      return override;
    }
    const all = (repo === 'hello-world' ? [...this.entries.values()] : [])
      .filter(({ updated_at }) => updated_at >= since)
      .sort((one, another) =>
        `${one.updated_at} ${one.id}` < `${another.updated_at} ${another.id}`
          ? -1
          : 1,
      );
    const items = all.slice((page - 1) * size, page * size);
    const etag = `"${createHash('sha1')
      .update(JSON.stringify(items))
      .digest('hex')}"`;
    if (request.headers.get('if-none-match') === etag) {
      return new HttpResponse(null, { status: 304, headers: { etag } });
    }
    return HttpResponse.json(items, {
      headers: {
        etag,
        date: new Date(now).toUTCString(),
        ...(all.length > page * size && {
          link: `<${request.url}&page=${page + 1}>; rel="next"`,
        }),
      },
    });
  }
}
