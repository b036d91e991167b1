import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';
import { getToken } from './getToken';

/** The path of the portal's MCP server. */
export const MCP_PATH = '/api/mcp-actions/v1';

/** The structured content that a tool returned, and the error text if the tool failed. */
interface Result {
  content: any;
  error?: string;
}

/** Connects an MCP client with the token of `person`, as described in docs/assistants.md. */
export async function connectAssistant(
  { portal }: PortalSession,
  person: Person,
): Promise<Client> {
  const authorization = `Bearer ${await getToken(portal, person)}`;
  const client = new Client({ name: 'e2e', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(MCP_PATH, portal.url), {
      requestInit: { headers: { authorization } },
    }),
  );
  return client;
}

/** Calls one of Callboard's tools. */
export async function callTool(
  client: Client,
  tool: string,
  input: Record<string, unknown> = {},
): Promise<Result> {
  const result: any = await client.callTool({
    name: `callboard.${tool}`,
    arguments: input,
  });
  return {
    content: result.structuredContent,
    ...(result.isError && { error: result.content[0].text }),
  };
}
