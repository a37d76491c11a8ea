import { labelOf } from '../../../../nodes/CallGear/UploadOfflineMessages/labels';
import { Findings } from '../../../../nodes/CallGear/uploads/findings';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';

const message = wireFields([['site_id', 3101, 'Site']]);
const userFields = ['2', '4'].map((value, index) => {
	const body = { ext_id: 'guests', value };
	const fields = wireFields([
		['ext_id', body.ext_id, `Field ${index + 1} > ID`],
		['value', value, `Field ${index + 1} > Value`],
	]);
	return { body, fields };
});
const left = {} as never;
const label = (field: string, value?: unknown) =>
	labelOf(
		{ field, value },
		{ message, userFields: [], findings: new Findings() },
		{ message: {}, left, userFields },
	);

it.each<[string, unknown, string | undefined]>([
	['offline_messages.site_id', 3101, 'Site'],
	['offline_messages[0].user_fields[1].value', '4', 'Field 2 > Value'],
	['offline_messages.user_fields.ext_id', 'guests', 'Field 1 > ID'],
	['offline_messages.user_fields.value', '7', undefined],
	['offline_messages.user_fields', undefined, undefined],
	['offline_messages.other.value', '4', undefined],
	['chats.site_id', 3101, undefined],
])('what CallGear calls %s with %j is %s to the user', (field, value, expected) => {
	expect(label(field, value)).toBe(expected);
});
