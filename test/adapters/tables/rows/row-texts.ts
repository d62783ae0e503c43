/** Texts that have broken a table or its protocol somewhere: for the contract and for the properties. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  "Dear lead,\r\n\r\n--changeset_1\r\nDELETE http://127.0.0.1/t(PartitionKey='p',RowKey='k') HTTP/1.1\r\nIf-Match: *\r\n",
  '{"odata.error":{"code":"EntityAlreadyExists"}}',
  '2027-03-28T01:30:00.000Z',
  "O'Brien & Söhne <b>“100 %”</b> \\ / # ?",
  '🧭 café e\u0301 \u200f\u2028\u2029 𝔘',
  '\u0000\u0001\u001f\u007f\ufffe',
  'null',
  'NaN',
  '12345678901234567890',
];
