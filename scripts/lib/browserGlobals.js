/** What modules find in a browser as if it were Node.js. */
export { Buffer } from 'buffer/';
export { default as process } from 'process';
