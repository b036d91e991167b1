import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  getAuthorizationHeader,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';

/** A user's assistant: a client of the portal's MCP server, with the user's token. */
export class Assistant {
  private constructor(private readonly client: Client) {}

  static async connect(
    { port }: TestCallboard,
    who: PersonName | 'service',
  ): Promise<Assistant> {
    const client = new Client({ name: 'assistant', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(
        new URL(`http://localhost:${port}/api/mcp-actions/v1`),
        {
          requestInit: {
            headers: { authorization: getAuthorizationHeader(who)! },
          },
        },
      ),
    );
    return new Assistant(client);
  }

  async listTools() {
    return (await this.client.listTools()).tools;
  }

  /** Calls a tool; returns its result, or the text of its error. */
  async use(tool: string, input: object = {}) {
    const result: any = await this.client.callTool({
      name: `callboard.${tool}`,
      arguments: input as Record<string, unknown>,
    });
    return {
      answer: result.structuredContent,
      error: result.isError ? (result.content[0].text as string) : undefined,
    };
  }
}
