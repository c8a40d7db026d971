/** The line with which a runner says that something keeps it, or a worker, from exiting. */
export function complaintIn(output) {
  const complaint = /.*(did not exit|open handle|fail(ed)? to exit|close timed out|prevents .* from exiting).*/i
  return complaint.exec(output)?.[0].trim()
}
