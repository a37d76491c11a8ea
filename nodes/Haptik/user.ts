import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { given } from '../engine/given';
import { bare } from '../engine/values';

/**
 * What Haptik can know of a user beside the id.
 * https://docs.haptik.ai/bot-as-an-api/how-to-createupdate-a-haptik-user-using-api
 *
 * The page lists phone model, OS version and package name without their keys; these are the keys of its events.
 * https://docs.haptik.ai/webhooks/webhook-payload
 */
const userProperties: INodeProperties[] = [
	{
		displayName: 'Custom Data',
		name: 'customData',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "plan": "gold", "city": "Pune" }',
		description:
			'More details of the user as a flat JSON object. Values are sent as text; objects and lists inside it are not allowed.',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'e.g. nathan@example.com',
		description: "The user's email",
		default: '',
	},
	{
		displayName: 'Language Code',
		name: 'languageCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description: 'Language of the user, as two letters (ISO 639-1)',
	},
	{
		displayName: 'Mobile Number',
		name: 'mobileNo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 919800000001',
		description: "The user's mobile number with country code",
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Mira Patel',
		description: 'Name that agents see',
	},
	{
		displayName: 'OS Version',
		name: 'osVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. 14',
		description: 'Version of the operating system of the phone of the user',
	},
	{
		displayName: 'Package Name',
		name: 'packageName',
		type: 'string',
		default: '',
		placeholder: 'e.g. com.example.shop',
		description: 'Name of the app that the user writes from',
	},
	{
		displayName: 'Phone Model',
		name: 'phoneModel',
		type: 'string',
		default: '',
		placeholder: 'e.g. Pixel 9',
		description: 'Model of the phone that the user writes from',
	},
];

/** What text programs and web pages make of a hyphen in a number. */
const TYPED_HYPHENS = /[\u2010-\u2015]/g;

/** A collection with all details of a user. */
export function userField(more: Partial<INodeProperties>): INodeProperties {
	return {
		displayName: 'User Details',
		name: 'userDetails',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		description: 'What Haptik is told about the user',
		...more,
		options: userProperties,
	};
}

/**
 * The body that registers a user; details left empty are left out.
 *
 * @throws Failure when a detail breaks a rule of Haptik
 */
export function userBody(authId: string, details: Fields) {
	return given({
		auth_id: authId,
		name: details.optionalText('name'),
		email: details.optionalId('email'),
		mobile_no: details.optionalId('mobileNo')?.replace(TYPED_HYPHENS, '-'),
		language_code: languageCode(details),
		phone_model: details.optionalText('phoneModel'),
		os_version: details.optionalText('osVersion'),
		package_name: details.optionalId('packageName'),
		custom_data: customData(details),
	});
}

/** Two small letters. */
function languageCode(details: Fields): string | undefined {
	const text = details.optionalText('languageCode');
	if (text === undefined) return undefined;
	const code = bare(text).toLowerCase();
	if (/^[a-z]{2}$/.test(code)) return code;
	throw invalidField(
		details.label('languageCode'),
		`holds "${code.slice(0, 60)}"`,
		'Use two letters (ISO 639-1), e.g. en or hi.',
	);
}

/** Custom data as Haptik keeps it: one level, every value a text. Empty values are left out. */
function customData(details: Fields): Record<string, string> | undefined {
	const value = details.optionalJson('customData');
	const field = details.label('customData');
	if (value === undefined) return undefined;
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw invalidField(field, 'is no JSON object', 'Use an object such as { "plan": "gold" }.');
	}
	const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
	const nested = entries.find(([, inner]) => typeof inner === 'object');
	if (nested) {
		throw invalidField(
			field,
			`holds an object or a list under "${nested[0]}"`,
			'Haptik takes one level only: give each value a key of its own, or turn it into text.',
		);
	}
	return Object.fromEntries(entries.map(([key, inner]) => [key, String(inner)]));
}
