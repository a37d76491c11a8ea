import { callGear } from './callGear';
import { expertflow } from './expertflow';
import { genesys } from './genesys';
import { haptik } from './haptik';
import { superOffice } from './superOffice';
import type { Vendor, VendorName } from './vendor';

/** The vendors that the sandbox can start: one line each. */
export const registry = { genesys, callGear, haptik, expertflow, superOffice };

type Registry = typeof registry;

/** A vendor's settings and memory by its name. */
export type SettingsOf<Name extends VendorName> = Name extends keyof Registry
	? Registry[Name]['settings']
	: object;
export type StateOf<Name extends VendorName> = Name extends keyof Registry
	? Registry[Name] extends { state(...world: never[]): infer State }
		? State
		: undefined
	: unknown;

/** All known vendors in the order of the registry. */
export const vendors: Vendor[] = Object.values(registry);
