import type { IDataObject } from 'n8n-workflow';
import { groupBy, mapValues } from 'lodash';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import type { Findings } from '../uploads/findings';
import { madeIdOf } from '../uploads/madeId';
import { needContact, needPlace, required } from '../uploads/needs';
import { type AccountClocks, instantsFor, type MomentOf, past } from '../uploads/times';
import { email, id, isBlank, phone, shown, words } from '../values';

/** The members of an offline message, in the vendor's words. https://callgear.github.io/data_api/communication/upload_offline_messages/ */
export const MESSAGE_KEYS = [
	'date_time',
	'name',
	'phone',
	'email',
	'message',
	'form_name',
	'visitor_session_id',
	'campaign_id',
	'site_id',
	'source_id',
	'ext_id',
] as const;
export const USER_FIELD_KEYS = ['ext_id', 'value'] as const;

export type MessageKey = (typeof MESSAGE_KEYS)[number];
export type UserFieldKey = (typeof USER_FIELD_KEYS)[number];

/** The campaign of visitors without campaign. */
const NO_CAMPAIGN = '-1';

/** The members of an offline message that are read each by itself. */
const MEMBERS: Record<
	Exclude<MessageKey, 'date_time'>,
	(fields: Fields, name: string) => string | number | undefined
> = {
	name: words,
	phone,
	email,
	message: words,
	form_name: words,
	visitor_session_id: id,
	campaign_id: (fields, name) => (fields.optionalId(name) === NO_CAMPAIGN ? -1 : id(fields, name)),
	site_id: id,
	source_id: id,
	ext_id: (fields, name) => fields.optionalId(name),
};

/** An offline message as it came in: fields under CallGear's names, which errors call as the user knows them. */
export interface IncomingMessage {
	message: Fields;
	userFields: Fields[];
	/** What was found wrong with it so far. */
	findings: Findings;
}

/** What the account and the options decide. */
export interface Rules extends AccountClocks {
	/** Whether an offline message without an own ID gets one made of its content. */
	makeExtId: boolean;
}

/** A field of the account's own as it is sent, and where it was entered. */
interface BuiltUserField {
	body: IDataObject;
	fields: Fields;
}

/** An offline message as CallGear takes it, and what it was made of. */
export interface BuiltMessage {
	message: IDataObject;
	left: MomentOf<'date_time'>;
	userFields: BuiltUserField[];
}

const PLACE =
	'CallGear needs one of the three to know where the offline message was left: choose "Site", which goes for all that name none.';

/**
 * Builds one offline message of `upload.offline_messages` and checks all that CallGear's page demands.
 *
 * @returns the members that are given, ids as numbers, the time by the clocks of the account
 * @throws Failure that names the value as the user knows it, or a `Flawed` of several
 */
export function buildMessage(incoming: IncomingMessage, rules: Rules): BuiltMessage {
	const { message: fields, findings } = incoming;
	const left = findings.of('date_time', () => leftAt(fields, rules));
	const members = readMembers(fields, findings);
	const userFields = readUserFields(incoming);
	findings.raise();
	const { wall } = left as MomentOf<'date_time'>;
	const bodies = userFields.map(({ body }) => body);
	const message: IDataObject = given({
		date_time: wall,
		...members,
		user_fields: bodies.length > 0 ? bodies : undefined,
	});
	const own = message.ext_id === undefined && rules.makeExtId ? { ext_id: madeIdOf(message) } : {};
	return { message: { ...message, ...own }, left: left as MomentOf<'date_time'>, userFields };
}

/** When it was left, by the clocks of the account. */
function leftAt(fields: Fields, clocks: AccountClocks): MomentOf<'date_time'> {
	const name = 'date_time';
	required(fields, name, isBlank(fields.raw(name)) ? undefined : true);
	const [at] = instantsFor(fields, name, clocks.inputZone);
	return past(fields, name, at, clocks, 'CallGear takes messages that have been left already.');
}

function readMembers(fields: Fields, findings: Findings): IDataObject {
	const members: IDataObject = given(
		mapValues(MEMBERS, (member, name) => findings.of(name, () => member(fields, name))),
	);
	const unless = (names: MessageKey[], check: () => void) => {
		if (!findings.has(...names)) findings.of(names[0], check);
	};
	unless(['phone', 'email'], () => needContact(fields, members));
	unless(['site_id', 'campaign_id', 'visitor_session_id'], () => needPlace(fields, members, PLACE));
	unless(['campaign_id', 'site_id'], () => needSiteOfNoCampaign(fields, members));
	return members;
}

function needSiteOfNoCampaign(fields: Fields, { campaign_id, site_id }: IDataObject): void {
	if (campaign_id !== -1 || site_id !== undefined) return;
	throw invalidField(
		fields.label('campaign_id'),
		'holds -1, the campaign of visitors without campaign, but there is no site',
		'CallGear then needs to know the site: choose it as well.',
	);
}

/** The account's own fields that hold something. */
function readUserFields({ userFields, findings }: IncomingMessage): BuiltUserField[] {
	const read = userFields
		.map((fields) => {
			const extId = findings.of('user_fields', () => fields.id('ext_id'));
			const value = findings.of('user_fields', () => words(fields, 'value'));
			return { body: { ext_id: extId, value }, fields };
		})
		.filter(({ body }) => body.value !== undefined);
	const known = read.filter(({ body }) => body.ext_id !== undefined);
	for (const [, second] of Object.values(groupBy(known, ({ body }) => body.ext_id))) {
		if (second) findings.of('user_fields', () => refuseSecond(second));
	}
	return read;
}

function refuseSecond({ body, fields }: BuiltUserField): never {
	throw invalidField(
		fields.label('ext_id'),
		`holds ${shown(body.ext_id)}, which the offline message has already`,
		'Give each field once.',
	);
}
