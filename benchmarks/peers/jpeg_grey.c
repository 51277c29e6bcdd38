/* The peer of JPEG decoding: what `djpeg -grayscale` does with libjpeg-turbo, again and again in one process, so that
 * no start-up is counted. Arguments: FILE SECONDS. Prints nanoseconds a decode.
 *
 *   cc -O2 -o jpeg_grey jpeg_grey.c -ljpeg
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <jpeglib.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static unsigned decode(const unsigned char *file, unsigned long size) {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, file, size);
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = JCS_GRAYSCALE;
  jpeg_start_decompress(&jpeg);
  JSAMPARRAY row = (*jpeg.mem->alloc_sarray)((j_common_ptr)&jpeg, JPOOL_IMAGE, jpeg.output_width, 1);
  unsigned sum = 0;
  while (jpeg.output_scanline < jpeg.output_height) {
    jpeg_read_scanlines(&jpeg, row, 1);
    sum += row[0][jpeg.output_width / 2];
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return sum;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: jpeg_grey FILE SECONDS\n");
    return 2;
  }
  FILE *in = fopen(arguments[1], "rb");
  if (!in) {
    perror(arguments[1]);
    return 3;
  }
  fseek(in, 0, SEEK_END);
  long size = ftell(in);
  rewind(in);
  unsigned char *file = malloc(size);
  if (!file || fread(file, 1, size, in) != (size_t)size) {
    fprintf(stderr, "%s: cannot be read\n", arguments[1]);
    return 3;
  }
  unsigned sum = decode(file, size);
  double begun = now();
  double end = begun + atof(arguments[2]) * 1e9;
  long decodes = 0;
  do {
    sum += decode(file, size);
    decodes++;
  } while (now() < end);
  printf("%.0f %ld %u\n", (now() - begun) / decodes, decodes, sum);
  return 0;
}
