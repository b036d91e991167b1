export { createDevPortal, type DevPortalOptions } from './createDevPortal';
