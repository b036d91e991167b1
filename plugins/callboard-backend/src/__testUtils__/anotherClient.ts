import createKnex, { Knex } from 'knex';

/** The configuration with which another process opens the same database. */
export function getKnexConfig({ client }: Knex): Knex.Config {
  const { connection } = client.config;
  return {
    client: client.config.client,
    // Knex hides the password from enumeration, and so from JSON.
    connection: { ...connection, password: connection.password },
  };
}

/** A client of the same database, with its own connections. */
export function anotherClient(knex: Knex): Knex {
  return createKnex(getKnexConfig(knex));
}
