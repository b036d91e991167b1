/** An error response of the API. @internal */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems?: Array<{ field: string; reason: string }>,
  ) {
    super(message);
  }

  /** The response in the format of Backstage errors. */
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
