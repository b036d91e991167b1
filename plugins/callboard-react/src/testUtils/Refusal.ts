/** An answer of the API that is not a success. @internal */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems?: Array<{ field: string; reason: string }>,
  ) {
    super(message);
  }

  /** The answer in the form of the platform's errors. */
  toResponse(): Response {
    const { status, message, problems } = this;
    return Response.json(
      {
        error: { name: 'Error', message, problems },
        request: { method: 'GET', url: '/' },
        response: { statusCode: status },
      },
      { status },
    );
  }
}
