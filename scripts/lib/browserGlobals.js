/** Node.js globals that modules expect in a browser. */
export { Buffer } from 'buffer/';
export { default as process } from 'process';
