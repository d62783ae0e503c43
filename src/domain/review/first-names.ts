/**
 * First names common in the United Kingdom, without those that are also words, months or places
 * (Grace, Mark, Will, June, Victoria, Jordan): a capital after one of these is likely a person's surname.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'Aaron Abbas Abdul Abdullah Abena Abigail Ada Adaeze Adam Adebayo Adele Adeola Adrian Adrienne Agnes ' +
    'Agnieszka Ahmed Aidan Aileen Aine Aisha Ajay Akash Alan Alasdair Alastair Aleksandra Alex Alexander ' +
    'Alexandra Alfie Alfred Ali Alice Alicia Alison Alistair Alun Amanda Amara Amber Amelia Amina Amir Amit ' +
    'Amrit Amy Ana Anand Andrea Andrew Andrzej Aneta Angela Angus Anil Anita Anjali Ann Anna Anne Annette ' +
    'Anthony Anton Antonia Anwar Aoife Arjun Arthur Arun Asha Ashley Audrey Ayesha Barbara Barnaby Barry ' +
    'Bartosz Beatrice Becky Ben Benjamin Bernadette Bernard Beth Bethany Beverley Bilal Bogdan Brenda Brian ' +
    'Bridget Bronwen Bruce Bryan Bukola Callum Cameron Carl Carol Caroline Carolyn Carys Catherine Cathy ' +
    'Cecilia Cerys Chandra Charles Charlie Charlotte Cheryl Chidi Chinedu Chioma Chloe Chris Christina ' +
    'Christine Christopher Ciara Claire Clare Clement Clifford Clive Colin Connor Cornelia Craig Curtis ' +
    'Cynthia Dafydd Daisy Damian Daniel Danielle Dariusz Darren Dave David Dawn Debbie Deborah Deepa Deepak ' +
    'Delyth Demetrius Denise Dennis Derek Desmond Diana Diane Dilys Dmitri Dominic Donald Donna Doris ' +
    'Dorothea Dorothy Douglas Duncan Dylan Eamon Edith Edmund Edward Edwin Efua Eileen Elaine Eleanor Elena ' +
    'Elizabeth Ella Ellen Ellie Eloise Elsie Emeka Emilia Emily Emma Emmanuel Enid Eric Ernest Esme Esther ' +
    'Ethan Eugene Eva Evelyn Ewa Faisal Farah Farhan Fatima Felicity Femi Fergus Fiona Florian Folake Frances ' +
    'Francesca Francis Fraser Frederick Funmi Gareth Gary Gaurav Gavin Gemma Genevieve George Georgina Gerald ' +
    'Geraldine Gethin Gillian Gina Glenys Glynis Gordon Graeme Graham Greg Gregory Grzegorz Gurpreet Gwen ' +
    'Gwyneth Halima Hamza Hannah Harinder Harold Harriet Harry Hassan Hayley Hazel Heather Helen Henry Hilary ' +
    'Holly Horace Howard Hugh Hussain Ian Ibrahim Ifeoma Iman Imogen Imran Indira Ingrid Iqbal Irene Irfan ' +
    'Isaac Isabel Isabella Isla Isobel Ivan Iwona Jacob Jacqueline Jake Jakub James Jamie Jane Janet Janice ' +
    'Jasmine Jason Jaswinder Javed Jayden Jayne Jean Jeff Jeffrey Jenna Jennifer Jenny Jeremy Jessica Jill ' +
    'Jim Joan Joanna Joanne Joe Joel John Jolene Jon Jonathan Joseph Josephine Joshua Joyce Judith Judy Julia ' +
    'Julian Julie Juliet Kamal Kamran Karen Karim Karl Katarzyna Kate Katherine Kathleen Kathryn Katie Kavita ' +
    'Kay Keeley Kehinde Keith Kelechi Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim Kirsten Kirsty Kofi ' +
    'Krzysztof Kulwinder Kwame Kyle Laila Lakshmi Latisha Laura Lauren Lawrence Leah Leanne Leila Len Leonard ' +
    'Leroy Lesley Leslie Lewis Liam Linda Lindsay Lisa Liz Llinos Lorna Lorraine Louis Louise Lucinda Lucy ' +
    'Lukasz Luke Lydia Lynn Lynne Maddie Maeve Magdalena Mahmoud Mairead Malcolm Malgorzata Mandeep Manjit ' +
    'Marcin Marcus Marek Margaret Margot Maria Marian Marie Marilyn Marion Marlene Marlon Martha Martin ' +
    'Martyn Mary Maryam Mateusz Matt Matthew Maureen Maurice Max Maxine Meera Megan Mehdi Mehmet Mei Melanie ' +
    'Melissa Michael Michelle Mike Miriam Mohamed Mohammad Mohammed Moira Molly Monica Monika Morag Morwenna ' +
    'Muhammad Muriel Mustafa Myra Nadeem Nadia Naeem Nancy Naomi Narinder Nasreen Natalie Natasha Nathan ' +
    'Navdeep Neha Neil Ngozi Nia Niall Niamh Nicholas Nick Nicola Nicole Nigel Nikhil Nina Nisha Noel Noor ' +
    'Nora Norman Obi Olamide Olga Oliver Olivia Oluwaseun Omar Oscar Owen Padma Pamela Parveen Patricia ' +
    'Patrick Paul Paula Pauline Pawel Penelope Penny Peter Petra Philip Philippa Phillip Phoebe Phyllis Piotr ' +
    'Pooja Prakash Pranav Priya Quentin Rachael Rachel Rafael Rahul Raj Rajesh Rajinder Rakesh Ralph Ramesh ' +
    'Rania Rashid Ravi Raymond Rebecca Reena Rehana Rhiannon Rhona Rhys Richard Rita Robert Roberta Robin ' +
    'Roger Rohan Roisin Ronald Rory Rosalind Rosalyn Rosanna Rosemary Roshni Ross Roy Rukhsana Rupert Russell ' +
    'Ruth Ryan Sabrina Sadia Saeed Saima Salim Sally Salma Sam Samantha Sameera Samuel Sandeep Sandra Sanjay ' +
    'Sanjeev Sara Sarah Scott Seamus Sean Selina Shabana Shahid Shanice Shannon Sharon Shaun Shazia Sheila ' +
    'Shirley Shreya Sian Simon Sinead Siobhan Sofia Sonia Sophia Sophie Stacey Stanley Stefan Stella ' +
    'Stephanie Stephen Steve Steven Stewart Stuart Suki Sundeep Sunil Sunita Surinder Susan Susie Suzanne ' +
    'Suzy Svetlana Swati Sylvia Tahir Tamara Tamsin Tania Tanisha Tanya Tara Tariq Tayo Temitope Terence ' +
    'Teresa Terrence Terry Thandi Theresa Thomas Tim Timothy Tina Toby Tom Tomasz Tony Tracey Tracy Trevor ' +
    'Trudy Una Ursula Uzma Valerie Vanessa Vera Veronica Vicki Vicky Victor Vijay Vikram Vincent Violet Vivek ' +
    'Vivien Vladimir Waqar Wayne Wendy William Winifred Winston Wojciech Xavier Yasmeen Yasmin Yolanda Yusra ' +
    'Yusuf Yvonne Zahra Zainab Zara Zoe Zofia'
  ).split(' '),
);

/** First names that are also words, months or places: a name only where the words around it speak of a person. */
export const DOUBTFUL_FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'April Art Ash August Austin Autumn Blessing Bob Bill Bobby Carter Chance Charity Chase Chelsea Christian Clay Cooper Dale Dean Devon Don ' +
    'Drew Ed Faith Florence Florian Frank Gene Georgia Glen Grace Grant Guy Heath Hope Hunter Iris Ivy Jack Jade Jan Jay Jordan Joy June ' +
    'Kit Krishna Lee Lincoln Mark Mason May Mina Nat Olive Paris Pat Poppy Precious Prince Ray Rich Rob Rose Ruby Sandy Sky Stan Sue ' +
    'Summer Taylor Tyler Victoria Will'
  ).split(' '),
);
