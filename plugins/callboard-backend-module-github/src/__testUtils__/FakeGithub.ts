import webhooks from '@octokit/webhooks-examples';
import { createHash } from 'crypto';
import { http, HttpResponse } from 'msw';

const [recorded]: any[] = webhooks
  .find(({ name }) => name === 'issues')!
  .examples.filter(({ action }: any) => action === 'opened');

/** A moment of the year 2026 as GitHub writes it. */
export const second = (count: number) =>
  new Date(Date.UTC(2026, 0, 1) + count * 1_000)
    .toISOString()
    .replace('.000Z', 'Z');

/**
 * GitHub's list of issues, as it documents it, with what it has recorded.
 *
 * @see https://docs.github.com/en/rest/issues/issues#list-repository-issues
 */
export class FakeGithub {
  readonly issues = new Map<number, any>();
  /** What was asked for, in short. */
  readonly asked: string[] = [];
  /** Called before each answer; what it returns is answered instead. */
  intervene: (asked: string) => Response | undefined = () => undefined;
  /** By its own clock. */
  now = second(1_000_000);

  isPrivate = false;

  readonly handlers = [
    http.get(
      'https://api.github.com/repos/:owner/:repo/issues',
      ({ request, params }) => this.answer(request, String(params.repo)),
    ),
    http.get('https://api.github.com/repos/:owner/:repo', () =>
      HttpResponse.json({ ...recorded.repository, private: this.isPrivate }),
    ),
  ];

  /** Makes or changes an issue. */
  put(id: number, updated_at: string, fields: object = {}): void {
    this.issues.set(id, {
      ...recorded.issue,
      id,
      node_id: `I_${id}`,
      number: id,
      title: `Issue ${id}`,
      ...this.issues.get(id),
      updated_at,
      ...fields,
    });
  }

  private answer(request: Request, repo: string): Response {
    const url = new URL(request.url);
    const since = url.searchParams.get('since') ?? '';
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const asked = `${repo} since ${since || 'ever'} page ${page}`;
    this.asked.push(asked);
    const other = this.intervene(asked);
    if (other) {
      return other;
    }
    const all = (repo === 'hello-world' ? [...this.issues.values()] : [])
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
        date: new Date(this.now).toUTCString(),
        ...(all.length > page * size && {
          link: `<${request.url}&page=${page + 1}>; rel="next"`,
        }),
      },
    });
  }
}
