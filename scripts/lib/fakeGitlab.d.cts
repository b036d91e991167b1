/** The fields of an object, as GitLab names them. */
interface Fields {
  [name: string]: any;
}

/** A response that replaces GitLab's own. */
interface FakeResponse {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A GitLab for tests and the demo: parts of its REST API, and webhooks about issues. */
export class FakeGitlab {
  constructor(options?: {
    token?: string;
    /** The address of its pages. */
    webUrl?: string;
    /** Its clock, in ms. */
    now?: () => number;
  });

  /** The token that it accepts. */
  token: string;
  /** Known after `start`. */
  readonly apiBaseUrl: string;
  /** The requests so far: the path and the query. */
  readonly requests: string[];
  /** Called before each response; what it returns is sent instead. */
  intervene: (path: string, query: URLSearchParams) => FakeResponse | undefined;
  /** Whether lists lack the header with the number of the next page. */
  omitsNextPage: boolean;
  /** Where changes are sent to. */
  webhook?: { url: string; secret: string };

  start(port?: number): Promise<void>;
  stop(): Promise<void>;

  addProject(path: string, fields?: Fields): Fields;
  addUser(username: string, name: string, fields?: Fields): Fields;
  addSetting(
    path: string,
    list: 'labels' | 'milestones' | 'iterations',
    fields: Fields,
  ): Fields;
  /** People are usernames; labels, milestone and iteration are ids. */
  openIssue(path: string, fields?: Fields): Promise<Fields>;
  changeIssue(path: string, iid: number, fields: Fields): Promise<Fields>;
  deleteIssue(path: string, iid: number): void;
  moveIssue(path: string, iid: number, otherPath: string): Promise<Fields>;
  addNote(path: string, iid: number, fields?: Fields): Promise<Fields>;
  changeNote(
    path: string,
    iid: number,
    id: number,
    body: string,
  ): Promise<void>;
  deleteNote(path: string, iid: number, id: number): void;

  /** The events, as GitLab sends them. */
  createIssueEvent(path: string, iid: number, action?: string): Fields;
  createNoteEvent(
    path: string,
    iid: number,
    id: number,
    action?: string,
  ): Fields;
  send(name: string, event: Fields): Promise<Response>;

  readonly projects: Map<string, Fields>;
  readonly users: Map<string, Fields>;
}
