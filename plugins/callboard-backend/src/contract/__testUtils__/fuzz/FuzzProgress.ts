/** The minimum share of requests that must reach their intended outcome. */
const MIN_SHARE = 0.2;

/** Counts the outcomes of one kind of requests to an endpoint. */
class OutcomeCount {
  #sent = 0;
  #intended = 0;
  readonly #statuses = new Map<number, number>();

  /** @param isIntended - whether the request reached its intended outcome */
  add(status: number, isIntended: boolean): void {
    this.#sent += 1;
    this.#intended += isIntended ? 1 : 0;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
  }

  get isSufficient(): boolean {
    return this.#intended >= this.#sent * MIN_SHARE;
  }

  toString(): string {
    if (this.#sent === 0) {
      return 'none sent';
    }
    const percent = Math.round((100 * this.#intended) / this.#sent);
    const statuses = [...this.#statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, times]) => `${status}×${times}`);
    return `${String(percent).padStart(3)} % of ${this.#sent} (${statuses.join(
      ' ',
    )})`;
  }
}

/** The outcomes of the requests to one endpoint. */
export class FuzzProgress {
  /** Valid requests, and whether their response was a 2xx. */
  readonly intact = new OutcomeCount();
  /** Broken requests, and whether their schema rejected them. */
  readonly broken = new OutcomeCount();

  constructor(readonly operationId: string) {}

  /** The unmet goals; empty if the requests have tested the endpoint. */
  get misses(): string[] {
    return [
      ...(this.intact.isSufficient ? [] : [`handled ${this.intact}`]),
      ...(this.broken.isSufficient
        ? []
        : [`rejected by schema ${this.broken}`]),
    ];
  }

  toString(): string {
    const intact = String(this.intact).padEnd(52);
    return `${this.operationId.padEnd(30)} ${intact} ${this.broken}`;
  }
}

/** The table of a run, one endpoint per line. */
export function formatProgressTable(allProgress: FuzzProgress[]): string {
  const title = 'endpoint'.padEnd(30);
  return [
    `${title} ${'2xx, of intact requests'.padEnd(52)} 400 by schema, of broken`,
    ...allProgress.map(String),
  ].join('\n');
}
