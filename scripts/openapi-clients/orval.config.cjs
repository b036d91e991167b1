module.exports = {
  callboard: {
    input: './generated/openapi.json',
    output: {
      target: './generated/orval.ts',
      client: 'fetch',
      baseUrl: process.env.CALLBOARD_URL,
    },
  },
};
