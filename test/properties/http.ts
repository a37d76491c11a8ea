import axios from 'axios';

/** Sends a form the way n8n's helper does, with the same client. */
export async function postForm(
	url: string,
	form: FormData,
	headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
	const { status, data } = await axios.post<string>(url, form, {
		headers,
		responseType: 'text',
		transformResponse: (text: string) => text,
		validateStatus: () => true,
		maxRedirects: 0,
		maxBodyLength: Infinity,
	});
	return { status, text: data };
}
