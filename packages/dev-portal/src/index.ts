export { createDevPortal } from './createDevPortal';
