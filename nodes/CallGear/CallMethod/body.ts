import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { shown } from '../values';

/** A verb and what it is about, with a dot between them. https://callgear.github.io/data_api/ */
const METHOD = /^[a-z]+\.[a-z0-9_]+$/;

/** What is the credential's own: the one answers with a key, the other ends the session of all requests under way. */
const OF_THE_CREDENTIAL = ['login.user', 'logout.user'];

/** @throws Failure when it is no method, or one of the credential's own */
export function readMethod(fields: Fields): string {
	const method = fields.id('method');
	const label = fields.label('method');
	if (!METHOD.test(method)) {
		throw invalidField(
			label,
			`holds ${shown(method)}`,
			'Use the name that stands on the page of the Data API: a verb, a dot and what it is about, e.g. get.calls_report.',
		);
	}
	if (!OF_THE_CREDENTIAL.includes(method)) return method;
	throw invalidField(
		label,
		`holds ${shown(method)}, which the credential does by itself`,
		'Choose Login and Password in the credential: each execution then has a session of its own.',
	);
}

const object = z.record(z.unknown());

/** @throws Failure when they are no object, or hold a key */
export function readParams(fields: Fields): IDataObject {
	const given = fields.optionalJson('params') ?? {};
	const label = fields.label('params');
	const params = object.safeParse(given).data;
	if (!params) {
		const what = Array.isArray(given) ? 'a list' : 'no object';
		throw invalidField(label, `holds ${what}`, 'Give an object: CallGear knows params by their names alone.');
	}
	if (!Object.hasOwn(params, 'access_token')) return params as IDataObject;
	throw invalidField(
		label,
		'holds access_token, which the credential adds',
		'Take it out: a key in a field could be read by whoever sees the flow.',
	);
}

/** Whether a method leaves everything as it is. */
export const onlyReads = (method: string) => /^get(obj)?\./.test(method);
