/** Fields of a response or resource of Jira. */
type Fields = Record<string, any>;

export class FakeJira {
  constructor(options?: {
    product?: 'cloud' | 'dataCenter';
    /** The address for browsers, by default the one of the server. */
    webUrl?: string;
  });
  readonly isCloud: boolean;
  url: string;
  webUrl: string;
  readonly credentials: { token: string; email?: string };
  readonly requests: string[];
  readonly issues: Map<string, Fields>;
  readonly users: Map<string, Fields>;
  readonly projects: Map<string, Fields>;
  readonly sprints: Map<number, Fields>;
  intervene: (
    request: string,
  ) =>
    | { status: number; headers?: Record<string, string>; body?: unknown }
    | undefined;
  now: () => number;
  onEvent: (payload: Fields) => void;
  maxResults: number;
  listFields(): Fields[];
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
  addUser(name: string, displayName: string, fields?: Fields): void;
  addProject(key: string, fields?: Fields): void;
  addVersion(project: string, name: string, fields?: Fields): Fields;
  putSprint(fields: Fields): Fields;
  addIssue(project: string, fields?: Fields): Fields;
  changeIssue(id: string, fields: Fields): Fields;
  read(id: string): Fields;
  moveIssue(id: string, project: string): Fields;
  deleteIssue(id: string): void;
  addComment(
    issueId: string,
    author: string,
    html: string,
    fields?: Fields,
  ): Fields;
  deleteComment(issueId: string, id: string): void;
  addWorklog(
    issueId: string,
    author: string,
    seconds: number,
    fields?: Fields,
  ): Fields;
  deleteWorklog(issueId: string, id: string): void;
}
