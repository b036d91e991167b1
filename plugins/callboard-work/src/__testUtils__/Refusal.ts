/** An answer of the API that is not a success. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }

  /** The answer in the form of the platform's errors. */
  toResponse(): Response {
    const { status, message } = this;
    return Response.json(
      {
        error: { name: 'Error', message },
        request: { method: 'GET', url: '/' },
        response: { statusCode: status },
      },
      { status },
    );
  }
}
